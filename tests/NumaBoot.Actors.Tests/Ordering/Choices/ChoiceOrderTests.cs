using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>What may be reordered is, and what Akka promises is kept.</summary>
public sealed class ChoiceOrderTests
{
    private const int Seeds = 300;

    public static TheoryData<string> Choosers => ["random", "priority"];

    //   ann --a1,a2--> box <--b1,b2-- bob
    // Expect all six ways to fold the two rows into one, and none in which a2 comes before a1 or b2 before b1.
    [Theory]
    [MemberData(nameof(Choosers))]
    public void Senders_interleave_in_every_way_and_each_keeps_its_order(string chooser)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        Try(chooser, world => Fold(world, seen));

        Assert.Equal(["a1 a2 b1 b2", "a1 b1 a2 b2", "a1 b1 b2 a2", "b1 a1 a2 b2", "b1 a1 b2 a2", "b1 b2 a1 a2"], seen);
    }

    // Expect all 24 ways once even that is given up.
    [Theory]
    [MemberData(nameof(Choosers))]
    public void Without_the_promise_messages_overtake_each_other(string chooser)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        Try(chooser, world => Fold(world, seen), breaksFifo: true, seeds: 2_000);

        Assert.Equal(24, seen.Count);
    }

    // Expect the same seed to lead to the same deliveries, in a world that is started anew as in a fresh one.
    [Theory]
    [MemberData(nameof(Choosers))]
    public void The_same_seed_leads_to_the_same_order(string chooser)
    {
        var order = new ChoiceOrder(new FixedLatency(10), Chooser(chooser, 7));
        var trace = new Trace();
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = order, Observers = [trace] });
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        var digests = new HashSet<(ulong, ulong)>();
        for (int run = 0; run < 100; run++)
        {
            int before = trace.Lines.Count;
            order.Chooser = Chooser(chooser, 7);
            world.StartAnew();
            _ = new Chatter(world, seed: 5, actors: 6, openings: 8, hops: 4);
            world.Run();
            texts.Add(string.Join('\n', trace.Lines.Skip(before)));
            digests.Add((world.Digest, order.OrderHash));
        }

        Assert.InRange(Assert.Single(texts).Length, 500, 100_000);
        Assert.Single(digests);
    }

    // Expect what an actor takes up again to come before all else that waits for it, whoever chooses.
    [Theory]
    [MemberData(nameof(Choosers))]
    public void What_was_put_aside_comes_first(string chooser) => Try(chooser, world =>
    {
        bool isOpen = false;
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "open")
            {
                isOpen = true;
                me.Stash.UnstashAll();
            }
            else if (!isOpen)
            {
                me.Stash.Stash();
            }

            me.Note(isOpen ? message : $"({message})");
        }), "actor");
        foreach (string message in new[] { "a", "b", "open", "c", "d" })
        {
            var sender = world.Spawn(Doing.Props((_, what) => actor.Tell(what, ActorRefs.NoSender)), $"sender-{message}");
            world.Inject(sender, message);
        }

        world.Run();
        var notes = world.StateOf<Doing>(actor).Notes.Cast<string>().ToList();
        var aside = notes.Where(note => note[0] == '(').Select(note => note.Trim('(', ')')).ToList();
        int open = notes.IndexOf("open");
        Assert.Equal(string.Join(' ', aside), string.Join(' ', notes.Skip(open + 1).Take(aside.Count)));
        Assert.Equal(5, notes.Count - aside.Count);
    });

    //   the timer is due in an hour, the messages are there at once
    // Expect it to go off before, between and behind them, and never once it was cancelled.
    [Theory]
    [MemberData(nameof(Choosers))]
    public void A_timer_may_go_off_at_any_moment(string chooser)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        Try(chooser, world =>
        {
            DeliveryTimer cancelled = default;
            var actor = world.Spawn(Doing.Props((me, message) =>
            {
                me.Note(message);
                if (message is 0)
                {
                    OrderedEngine.Current.After(3_600_000_000_000, "tick");
                    cancelled = OrderedEngine.Current.After(1, "never");
                    cancelled.Cancel();
                }
            }), "actor");
            foreach (int number in new[] { 0, 1, 2 })
            {
                world.Inject(actor, number);
            }

            Assert.Equal(RunEnd.Quiescent, world.Run());
            seen.Add(string.Join(' ', world.StateOf<Doing>(actor).Notes));
        });

        Assert.Equal(["0 1 2 tick", "0 1 tick 2", "0 tick 1 2"], seen);
    }

    // Expect what is held back not to come before so many others, and to come in the end.
    [Theory]
    [MemberData(nameof(Choosers))]
    public void What_is_held_back_comes_late_and_comes(string chooser)
    {
        var seen = new SortedSet<int>();
        Try(chooser, world =>
        {
            var box = world.Spawn(Doing.Noting(), "box");
            for (int at = 0; at < 8; at++)
            {
                var sender = world.Spawn(Doing.Props((_, what) => box.Tell(what, ActorRefs.NoSender)), $"sender-{at}");
                world.Inject(sender, at == 0 ? "held" : "other");
            }

            world.Run();
            seen.Add(world.StateOf<Doing>(box).Notes.IndexOf("held"));
        }, hold: new HoldsBack());

        Assert.Equal("4 5 6 7", string.Join(' ', seen));
    }

    // Expect plain order of time to be the same whether it is chosen or kept in a heap, with work, delays that jump,
    // stashes, timers and restarts.
    [Fact]
    public void Choosing_by_time_is_the_order_of_time()
    {
        var (kept, keptDigest) = DeterminismTests.CrowdUnder(latency => new TimeOrder(latency));
        var (chosen, chosenDigest) = DeterminismTests.CrowdUnder(latency => new ChoiceOrder(latency, new TimeChooser()));

        Assert.Equal(kept, chosen);
        Assert.Equal(keptDigest, chosenDigest);
    }

    private static void Fold(OrderedWorld world, SortedSet<string> seen)
    {
        var box = world.Spawn(Doing.Noting(), "box");
        foreach (string name in new[] { "a", "b" })
        {
            var sender = world.Spawn(Doing.Props((_, _) =>
            {
                box.Tell($"{name}1", ActorRefs.NoSender);
                box.Tell($"{name}2", ActorRefs.NoSender);
            }), name);
            world.Inject(sender, "go");
        }

        world.Run();
        seen.Add(string.Join(' ', world.StateOf<Doing>(box).Notes));
    }

    private static void Try(string chooser, Action<OrderedWorld> test, bool breaksFifo = false, int seeds = Seeds, IDeliveryHold? hold = null)
    {
        var order = new ChoiceOrder(new FixedLatency(10), Chooser(chooser, 0)) { BreaksFifo = breaksFifo };
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = order });
        for (int seed = 1; seed <= seeds; seed++)
        {
            order.Chooser = Chooser(chooser, seed, hold);
            world.StartAnew();
            test(world);
        }
    }

    private static IChooser Chooser(string name, long seed, IDeliveryHold? hold = null) =>
        name == "random" ? new RandomChooser(seed, hold) : new PriorityChooser(seed, depth: 3, length: 20, hold);

    private sealed class HoldsBack : IDeliveryHold
    {
        // Eight senders get their order; at least four of the others go first.
        public bool Holds(in PendingDelivery pending, long chosen) => pending.Message is "held" && pending.To.Name == "box" && chosen < 12;
    }
}
