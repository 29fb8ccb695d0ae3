using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>A recorded order is delivered again to the byte, or it is said what came instead.</summary>
public sealed class BootReplayTests
{
    // Expect the same deliveries, the same digest, and the same invariant to break in the same delivery, from what was written.
    [Theory]
    [InlineData("v1", ExplorationOrder.Random, false)]
    [InlineData("v3", ExplorationOrder.Priority, false)]
    [InlineData("v1", ExplorationOrder.Exhaustive, false)]
    [InlineData("single-writer", ExplorationOrder.Random, true)]
    public void What_was_written_is_delivered_again(string policy, ExplorationOrder order, bool breaksFifo)
    {
        var broken = (Explored.Settings(policy, order) with { BreaksFifo = breaksFifo }).Run().Broken[0];

        var replayed = BootReplay.Run(ReplayFile.Read("x.json", ReplayFile.Write(broken.Recording)));

        Assert.Equal((broken.Recording.Digest, broken.Recording.Deliveries), (replayed.Result.Digest, replayed.Result.Deliveries));
        Assert.Equal(broken.Shrunk.Failure, replayed.Trial.Failure);
        Assert.Equal(string.Join('\n', broken.Shrunk.Chosen), string.Join('\n', replayed.Trial.Chosen));
        Assert.Contains(replayed.Result.Violations, violation => violation.Invariant == broken.Invariant && violation.Delivery == broken.Recording.At);
    }

    // Expect each thing that came otherwise to be told as what was recorded and what came.
    [Fact]
    public void What_comes_otherwise_is_told()
    {
        var recording = Recorded();

        Tells("digest 0000000000000001", recording with { Digest = 1 });
        Tells("1 deliveries", recording with { Deliveries = 1 });
        Tells($"in delivery {recording.At + 1}", recording with { At = recording.At + 1 });
        Tells("in delivery", recording with { Invariant = Invariant.LastZoneGrows });
        Tells("digest", recording with { Request = recording.Request with { Seed = 77 }, Deviations = [] });

        static void Tells(string words, BootRecording changed) =>
            Assert.Contains(words, Assert.Throws<ReplayMismatchException>(() => BootReplay.Run(changed)).Expected, StringComparison.Ordinal);
    }

    // Expect an order that this boot has not to be told by the delivery that is not pending.
    [Fact]
    public void An_order_of_another_boot_is_told()
    {
        var recording = Recorded();
        ImmutableArray<Deviation> others = [new Deviation(7, new DeliveryKey("lane/node-9", "lane/node-0", ChannelKind.Messages, 3))];

        var diverged = Assert.Throws<ReplayDivergedException>(() => BootReplay.Run(recording with { Deviations = others }));

        Assert.Equal((7, "lane/node-9 > lane/node-0 messages #3"), (diverged.Choice, diverged.Wanted.ToString()));
    }

    private static BootRecording Recorded() => Explored.Settings("v1").Run().Broken[0].Recording;
}
