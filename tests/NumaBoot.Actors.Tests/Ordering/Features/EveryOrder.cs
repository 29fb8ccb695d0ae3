using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Features;

/// <summary>A test of actors under each order that there is.</summary>
internal static class EveryOrder
{
    private const int Seeds = 100;

    /// <summary>The heap of plain time, and all that choose, plain time among them.</summary>
    public static IReadOnlyList<string> All { get; } = ["heap", "time", "random", "priority", "exhaustive", "replay"];

    public static TheoryData<string> Names => [.. All];

    /// <summary>Runs a test under an order; how often is up to the order.</summary>
    public static async Task Run(string order, Func<OrderedWorld, Task> test, ActorFailureRule failures = ActorFailureRule.EndTheRun)
    {
        var options = new OrderedWorldOptions { ActorFailures = failures };
        if (order == "heap")
        {
            using var world = new OrderedWorld(options with { Order = new TimeOrder(new FixedLatency(1)) });
            await test(world);
            return;
        }

        var explorer = order switch
        {
            "time" => Orders.Time(),
            "random" => Orders.Random(Seeds),
            "priority" => Orders.Priority(Seeds, length: 20),
            "exhaustive" => Orders.Exhaustive(most: Seeds),
            "replay" => Orders.Replay(await Record(options, test)),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "unknown order"),
        };
        await (explorer with { World = options, MostDeliveries = 1_000 }).Explore(test);
    }

    /// <summary>Runs a test that is refused, and returns the refusal.</summary>
    public static Task<OutsideWorldException> Refuse(string order, Func<OrderedWorld, Task> test) =>
        Assert.ThrowsAsync<OutsideWorldException>(() => Run(order, test));

    private static async Task<string> Record(OrderedWorldOptions options, Func<OrderedWorld, Task> test)
    {
        var recording = new RecordingChooser(new RandomChooser(seed: 5));
        using var world = new OrderedWorld(options with { Order = new ChoiceOrder(new FixedLatency(1), recording) });
        await test(world);
        return RecordedOrder.Format(recording.Deviations);
    }
}
