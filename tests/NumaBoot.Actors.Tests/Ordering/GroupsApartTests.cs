using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>Groups of actors that have nothing to do with each other for a while are delivered to one after the other.</summary>
public sealed class GroupsApartTests
{
    private const long ApartUntilNs = 1_000;
    private const long WayNs = 10;
    private const int Hits = 60;

    // Two actors of each group throw a ball to each other, and each group at other times than the others; late enough, they
    // write to actors of groups that have had nothing to do.
    // Expect, before the time that was said, each group to have its turn once and no other to come between; after it all
    // groups in the order of time; and each group to have got what it gets without that.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(40)]
    public void Until_a_time_each_group_has_one_turn(int groups)
    {
        var (plain, plainDigests) = Play(groups, apartUntilNs: 0);
        var (apart, digests) = Play(groups, ApartUntilNs);

        var early = apart.TakeWhile(delivery => delivery.AtNs < ApartUntilNs).Select(delivery => delivery.Group).ToList();
        Assert.Equal(groups, early.Where((group, at) => at == 0 || early[at - 1] != group).Count());
        var late = apart.Skip(early.Count).Select(delivery => delivery.AtNs).ToList();
        Assert.NotEmpty(late);
        Assert.Equal(late.Order(), late);
        Assert.All(late, atNs => Assert.True(atNs >= ApartUntilNs));
        Assert.Equal(plain.OrderBy(delivery => delivery.Group), apart.OrderBy(delivery => delivery.Group));
        Assert.Equal(plainDigests, digests);
    }

    // Expect a limit of time within the turns to hold for all groups, and the next run to go on from there.
    [Fact]
    public void A_turn_ends_where_the_run_does()
    {
        var notes = new List<(int Group, long AtNs)>();
        using var world = World(40, notes, ApartUntilNs);

        world.Run(new RunLimits { BeforeNs = 300 });
        Assert.All(notes, delivery => Assert.True(delivery.AtNs < 300));
        Assert.Equal(40, notes.Select(delivery => delivery.Group).Distinct().Count());
        Assert.InRange(world.Engine.NextNs, 300, 320);
        world.Run();

        Assert.Equal(Play(40, apartUntilNs: 0).Notes.OrderBy(delivery => delivery.Group), notes.OrderBy(delivery => delivery.Group));
    }

    // Expect a run that stops in the middle of a turn to say when the first of all is due, not the first of that group.
    [Fact]
    public void The_next_delivery_is_the_first_of_all_groups()
    {
        var notes = new List<(int Group, long AtNs)>();
        using var world = World(40, notes, ApartUntilNs);

        world.Run(new RunLimits { MaxDeliveries = 20 });

        Assert.Single(notes.Select(delivery => delivery.Group).Distinct());
        Assert.True(notes[^1].AtNs > 20);
        Assert.InRange(world.Engine.NextNs, 0, 20);
    }

    private static (List<(int Group, long AtNs)> Notes, ulong[] Digests) Play(int groups, long apartUntilNs)
    {
        var notes = new List<(int Group, long AtNs)>();
        using var world = World(groups, notes, apartUntilNs);
        world.Run();
        return (notes, world.Engine.GroupDigests.ToArray());
    }

    private static OrderedWorld World(int groups, List<(int Group, long AtNs)> notes, long apartUntilNs)
    {
        var order = new TimeOrder(new FixedLatency(WayNs));
        var world = new OrderedWorld(new OrderedWorldOptions { Name = "groups", Order = order });
        var others = new List<IActorRef>();
        for (int at = 0; at < groups; at++)
        {
            // Not in the order of their times, and some times twice.
            int group = 1 + (at * 7 % groups);
            var left = world.Spawn(Player(notes, group, others), $"left-{group}", new ActorPlace(group, group));
            var right = world.Spawn(Player(notes, group, others), $"right-{group}", new ActorPlace(groups + group, group));
            world.Inject(left, right, atNs: group % 20);
            world.Inject(right, "much later", atNs: 5_000);
            others.Add(world.Spawn(Player(notes, groups + group, []), $"idle-{group}", new ActorPlace((3 * groups) + group, groups + group)));
        }

        order.ApartUntilNs = apartUntilNs;
        return world;
    }

    private static Props Player(List<(int Group, long AtNs)> notes, int group, List<IActorRef> others)
    {
        int hits = 0;
        return Doing.Props((me, message) =>
        {
            notes.Add((group, OrderedEngine.Current.NowNs));
            OrderedEngine.Current.Spend(group % 3);
            if (message is not IActorRef other || ++hits >= Hits)
            {
                return;
            }

            // From here on a message to another group is not there before the time that was said.
            if (OrderedEngine.Current.NowNs is >= ApartUntilNs - WayNs and < ApartUntilNs + WayNs)
            {
                others.ForEach(stranger => stranger.Tell("from another group"));
            }

            other.Tell(me.Self);
        });
    }
}
