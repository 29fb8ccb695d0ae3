using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>All orders are tried, and of those that differ only in what does not matter, one.</summary>
public sealed class ExhaustiveTests
{
    //   outside --a--> left,  outside --b--> right:  left and right have nothing to do with each other
    // Expect one schedule where the two orders cannot be told apart, and two where every order counts.
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Deliveries_to_different_actors_are_not_tried_both_ways(bool reduces, int expected)
    {
        var found = Search(reduces, world =>
        {
            world.Inject(world.Spawn(Doing.Noting(), "left"), "a");
            world.Inject(world.Spawn(Doing.Noting(), "right"), "b");
        });

        Assert.Equal(expected, found.Complete);
    }

    //   ann --1,2--> box <--1,2-- bob
    // Expect the six ways in which two rows of two fold into one, with the reduction as without.
    [Fact]
    public void Two_senders_fold_into_one_receiver_in_six_ways()
    {
        static void Fold(OrderedWorld world)
        {
            var box = world.Spawn(Doing.Noting(), "box");
            foreach (string name in new[] { "ann", "bob" })
            {
                var sender = world.Spawn(Doing.Props((_, _) =>
                {
                    box.Tell(1, Akka.Actor.ActorRefs.NoSender);
                    box.Tell(2, Akka.Actor.ActorRefs.NoSender);
                }), name);
                world.Inject(sender, "go");
            }
        }

        var reduced = Search(true, Fold);

        Assert.Equal((6, 6), (reduced.Complete, reduced.Orders.Count));
        Assert.Equal(reduced.Orders, Search(false, Fold).Orders);
    }

    // Expect, in companies that a seed throws together, the reduced search to see each order that there is, and none twice.
    [Fact]
    public void The_reduced_search_misses_nothing_and_repeats_nothing()
    {
        int different = 0;
        for (long seed = 1; seed <= 40; seed++)
        {
            void Talk(OrderedWorld world) => _ = new Chatter(world, seed, actors: 3, openings: 3, hops: 2);
            var all = Search(false, Talk, most: 4_000);
            if (all.WasCut)
            {
                continue;
            }

            var reduced = Search(true, Talk);

            Assert.True(all.Orders.SetEquals(reduced.Orders), $"seed {seed}: {reduced.Orders.Count} of {all.Orders.Count} orders");
            Assert.Equal(reduced.Orders.Count, reduced.Complete);
            different += all.Complete > reduced.Complete ? 1 : 0;
        }

        Assert.InRange(different, 10, 40);
    }

    // Expect the search to be left alone outside of its bounds: what comes before it opens is as in plain order of time.
    [Fact]
    public void Only_what_lies_within_the_bounds_is_searched()
    {
        var rule = new OpensAtGo();
        var order = new ChoiceOrder(new FixedLatency(10), new ExhaustiveChooser { Rule = rule }) { Rule = rule };
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = order });
        var chooser = (ExhaustiveChooser)order.Chooser;
        var seen = new List<string>();
        do
        {
            world.StartAnew();
            seen.Add(NotesOfFive(world));
        }
        while (chooser.Next());

        Assert.Equal("a b open c d; a b open d c", string.Join("; ", seen.Order(StringComparer.Ordinal)));
    }

    /// <summary>Two write to a box at once; a third opens it, and then two others may.</summary>
    private static string NotesOfFive(OrderedWorld world)
    {
        var late = new List<IActorRef>();
        var box = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message);
            if (message is "open")
            {
                late.ForEach(sender => sender.Tell("go"));
            }
        }), "box");
        late.AddRange(new[] { "c", "d" }.Select(name => world.Spawn(Doing.Props((_, _) => box.Tell(name, ActorRefs.NoSender)), name)));
        foreach (string name in new[] { "a", "b", "open" })
        {
            world.Inject(world.Spawn(Doing.Props((_, message) => box.Tell(message, ActorRefs.NoSender)), $"sender-{name}"), name);
        }

        world.Run();
        return string.Join(' ', world.StateOf<Doing>(box).Notes);
    }

    private sealed class OpensAtGo : IReceiptRule
    {
        public Receipt Of(in PendingDelivery pending) => default;

        public bool Opens(in PendingDelivery pending) => pending.Message is "go";
    }

    private static Found Search(bool reduces, Action<OrderedWorld> begin, int most = int.MaxValue)
    {
        var chooser = new ExhaustiveChooser(reduces);
        var order = new ChoiceOrder(new FixedLatency(10), chooser);
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = order });
        var orders = new SortedSet<ulong>();
        int complete = 0;
        do
        {
            world.StartAnew();
            begin(world);
            world.Run();
            if (!chooser.IsRedundant)
            {
                complete++;
                orders.Add(order.OrderHash);
            }

            if (complete >= most)
            {
                return new Found(complete, orders, WasCut: true);
            }
        }
        while (chooser.Next());

        return new Found(complete, orders, WasCut: false);
    }

    private sealed record Found(int Complete, SortedSet<ulong> Orders, bool WasCut);
}
