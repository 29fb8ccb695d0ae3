using NumaBoot.Actors.Tests.AnyOrder.Reduction;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>What can come of a few actors, told by a search that leaves out what it may, by one that leaves out nothing, and by chance.</summary>
/// <param name="history">Begins, runs and tells what came of it.</param>
/// <param name="breaksFifo">Whether messages of one sender to one receiver lose their order.</param>
internal sealed class Histories(Func<OrderedWorld, string> history, bool breaksFifo = false)
{
    private const int Seeds = 2_000;
    private const int Most = 100_000;

    /// <summary>Of an exhaustive search.</summary>
    public SortedSet<string> Tried() => Led(new ExhaustiveChooser());

    /// <summary>The same without its reduction.</summary>
    public SortedSet<string> TriedUnreduced() => Led(new ExhaustiveChooser(reduces: false));

    /// <summary>Of every order, by a search that shares no code with the other.</summary>
    public SortedSet<string> Plain()
    {
        Assert.True(TryPlain(Most, out var found));
        return found;
    }

    /// <summary>The same, where there are not too many orders.</summary>
    public bool TryPlain(int most, out SortedSet<string> found)
    {
        var chooser = new PlainDepthFirst(new EverythingCounts(), countsAtOnce: false);
        found = new SortedSet<string>(StringComparer.Ordinal);
        using var world = World(chooser);
        do
        {
            if (most-- == 0)
            {
                return false;
            }

            world.StartAnew();
            found.Add(history(world));
        }
        while (chooser.Advance());

        return true;
    }

    /// <summary>Of many seeds.</summary>
    public SortedSet<string> ByChance()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var order = Order(new TimeChooser());
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = order, ActorFailures = ActorFailureRule.LeaveToSupervision });
        for (long seed = 1; seed <= Seeds; seed++)
        {
            order.Chooser = new RandomChooser(seed);
            world.StartAnew();
            found.Add(history(world));
        }

        return found;
    }

    private SortedSet<string> Led(ExhaustiveChooser chooser)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        using var world = World(chooser);
        int left = Most;
        do
        {
            Assert.NotEqual(0, left--);
            world.StartAnew();
            string came = history(world);
            if (!chooser.IsRedundant)
            {
                found.Add(came);
            }
        }
        while (chooser.Next());

        return found;
    }

    private OrderedWorld World(IChooser chooser) => new(new OrderedWorldOptions { Order = Order(chooser), ActorFailures = ActorFailureRule.LeaveToSupervision });

    private ChoiceOrder Order(IChooser chooser) => new(new FixedLatency(10), chooser) { BreaksFifo = breaksFifo };

    private sealed class EverythingCounts : IReceiptRule
    {
        public Receipt Of(in PendingDelivery pending) => default;
    }
}
