using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>The places of actors: sort keys, digest groups, tags.</summary>
public sealed class PlaceTests
{
    // Expect an actor to be keyed by the order of creation, children to join their parent's group, and choices to count.
    [Fact]
    public void Places_are_chosen_or_follow_from_creation()
    {
        using var world = new OrderedWorld();
        var places = new List<(long Key, int Group, object? Tag)>();
        var parent = world.Spawn(
            Doing.Props(
                (_, _) => { },
                start: me =>
                {
                    Note();
                    me.Cell.ActorOf(Doing.Props((_, _) => { }, start: _ => Note()));
                    OrderedEngine.Current.SpawnChild(
                        me.Cell, Doing.Props((_, _) => { }, start: _ => Note()), "chosen", new ActorPlace(-5, 2, "tag"));
                    me.Cell.ActorOf(Doing.Props((_, _) => { }, start: _ => Note()));
                }),
            "parent",
            new ActorPlace(DigestGroup: 7));

        var first = places[0].Key;
        Assert.Equal([(first, 7, null), (first + 1, 7, null), (-5, 2, "tag"), (first + 3, 7, null)], places);

        void Note()
        {
            var slot = OrderedEngine.Current.Running;
            places.Add((slot.SortKey, slot.DigestGroup, slot.Tag));
        }
    }

    // Expect a failed creation not to leave its place to the next one.
    [Fact]
    public void A_place_is_for_one_actor_only()
    {
        using var world = new OrderedWorld();
        object? tag = "not started";
        var parent = world.Spawn(Doing.Props((me, _) =>
        {
            me.Cell.ActorOf(Doing.Noting(), "taken");
            Assert.Throws<InvalidActorNameException>(() =>
                OrderedEngine.Current.SpawnChild(me.Cell, Doing.Noting(), "taken", new ActorPlace(Tag: "lost")));
            me.Cell.ActorOf(Doing.Props((_, _) => { }, start: _ => tag = OrderedEngine.Current.Running.Tag), "free");
        }));

        world.Inject(parent, "go");
        world.Run();

        Assert.Null(tag);
    }

    // Expect a group's digest to follow from the deliveries to that group alone.
    [Fact]
    public void A_groups_digest_does_not_depend_on_other_groups()
    {
        var alone = Digests(others: 0);
        var together = Digests(others: 3);

        Assert.NotEqual(0UL, alone.One);
        Assert.Equal(alone.One, together.One);
        Assert.NotEqual(alone.All, together.All);

        static (ulong One, ulong All) Digests(int others)
        {
            using var world = new OrderedWorld();
            var one = world.Spawn(Doing.Noting(), "one", new ActorPlace(SortKey: 100, DigestGroup: 4));
            var other = world.Spawn(Doing.Noting(), "other", new ActorPlace(SortKey: 200, DigestGroup: 1));
            for (var i = 0; i < others; i++)
            {
                world.Inject(other, i);
            }

            world.Inject(one, "a");
            world.Inject(one, "b");
            world.Run();
            return (world.Engine.GroupDigests[4], world.Digest);
        }
    }

    // Expect the digest to tell apart what was delivered, to whom, from whom, when and in which order.
    [Fact]
    public void The_digest_tells_runs_apart()
    {
        var digests = new[]
        {
            Digest((1, "a", 0), (1, "b", 5)),
            Digest((1, "b", 0), (1, "a", 5)),
            Digest((1, "a", 0), (2, "b", 5)),
            Digest((1, "a", 0), (1, "b", 6)),
            Digest((1, "a", 0)),
            Digest(),
        };

        Assert.Equal(digests.Length, digests.Distinct().Count());
        Assert.Equal(digests[0], Digest((1, "a", 0), (1, "b", 5)));

        static ulong Digest(params (int Receiver, string Message, long AtNs)[] messages)
        {
            using var world = new OrderedWorld(new OrderedWorldOptions { Fingerprint = new Letters() });
            var actors = new[] { ActorRefs.Nobody, world.Spawn(Doing.Noting()), world.Spawn(Doing.Noting()) };
            foreach (var (receiver, message, atNs) in messages)
            {
                world.Inject(actors[receiver], message, atNs);
            }

            world.Run();
            return world.Digest;
        }
    }

    private sealed class Letters : IMessageFingerprint
    {
        public ulong Of(object message) => ((string)message)[0];
    }
}
