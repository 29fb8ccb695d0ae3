using System.Collections.Immutable;
using System.Runtime.Serialization;
using Google.Protobuf;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>What travels of a history, and what a member may not say of one.</summary>
public sealed class HistoryFormsTests
{
    // Expect fewer points than a line can have to be refused.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_001)]
    [InlineData(uint.MaxValue)]
    public void A_wish_for_no_line_is_refused(uint points) =>
        Assert.Throws<SerializationException>(() => new Proto.HistoryWish { MostPoints = points }.ToDomain());

    // Expect as few and as many points as may be wished for to arrive.
    [Theory]
    [InlineData(HistorySettings.PointsAtLeast)]
    [InlineData(HistorySettings.PointsAtMost)]
    public void A_wish_for_as_many_points_as_can_be_is_heard(int points) =>
        Assert.Equal(new HistorySettings(points), new HistorySettings(points).ToProto().ToDomain());

    // Expect columns of different lengths, in a line or of frames, to be refused with their lengths.
    [Fact]
    public void Columns_that_do_not_fit_are_refused()
    {
        var line = new Proto.NodeLine { Line = Proto.HistoryLine.FreePages, Skipped = { 1 }, Risen = { 1, 2 }, Below = { 0 }, Above = { 0 } };
        var freed = Freed();
        freed.Who.Add(3);

        Assert.Contains("found 2^0 and 1, 2, 1, 1", Refused(new Proto.BlockHistory { Lines = { line }, Freed = new() }), StringComparison.Ordinal);
        Assert.Contains("found 1, 1, 1, 1, 2, 1", Refused(new Proto.BlockHistory { Freed = freed }), StringComparison.Ordinal);
    }

    // Expect steps that no time has, and more kinds of waits than there are lengths of time, to be refused.
    [Fact]
    public void Times_without_end_are_refused()
    {
        var line = new Proto.NodeLine { Line = Proto.HistoryLine.FreePages, StepShift = 63 };
        var waits = new Proto.WaitCounts { Place = Proto.WaitPlace.Zone, Counts = { Enumerable.Repeat(1UL, 65) } };

        Assert.Contains("at most 2^62 ns", Refused(new Proto.BlockHistory { Lines = { line }, Freed = new() }), StringComparison.Ordinal);
        Assert.Contains("found 65", Refused(new Proto.BlockHistory { Waits = { waits }, Freed = new() }), StringComparison.Ordinal);
    }

    // Expect a line or a wait of a node that comes twice, in one block or in two, to be refused: nobody could put that together.
    [Fact]
    public void What_comes_twice_is_refused()
    {
        var line = new BlockHistory([new NodeLine(3, HistoryLine.FreePages, 1, [])], [], []).ToProto();
        var waits = new BlockHistory([], [], [new WaitCounts(3, WaitPlace.Zone, 1, [1]), new WaitCounts(3, WaitPlace.Zone, 1, [1])]).ToProto();
        var two = new Proto.RunEnding { Outcome = Proto.BootOutcome.Booted, Happened = new(), Histories = { line, line } };

        Assert.Contains("expected Zone of node 3 once", Refused(waits), StringComparison.Ordinal);
        Assert.Contains("expected FreePages of node 3 once", Assert.Throws<SerializationException>(() => two.ToDomain()).Message, StringComparison.Ordinal);
    }

    // Expect frames that cannot be, for whom nobody is, or before the beginning of time, to be refused.
    [Theory]
    [InlineData(-1, 8, 0, 0)]
    [InlineData(8, 0, 0, 0)]
    [InlineData(8, 8, -2, 0)]
    [InlineData(8, 8, 0, -1)]
    public void Frames_that_cannot_be_are_refused(long gap, long pages, int who, long afterNs) =>
        Assert.Contains("expected frames that came into a free area", Refused(new Proto.BlockHistory { Freed = Freed(gap, pages, who, afterNs) }), StringComparison.Ordinal);

    // Expect numbers beyond what their type holds, and words that nobody knows, to be refused as any other message is.
    [Fact]
    public void Numbers_without_end_are_refused()
    {
        using var one = new OneSystem();
        var endless = new Proto.NodeLine { Line = Proto.HistoryLine.FreePages, Skipped = { long.MaxValue, long.MaxValue }, Risen = { 1, 1 }, Below = { 0, 0 }, Above = { 0, 0 } };
        var wordless = Freed();
        wordless.By[0] = (Proto.FreedBy)99;

        foreach (var history in new Proto.BlockHistory[] { new() { Lines = { endless }, Freed = new() }, new() { Freed = Freed(long.MaxValue, 8) }, new() { Freed = wordless } })
        {
            var ended = new Proto.BlockEnded { Fence = new(), Result = new() { Happened = new(), History = history } };
            byte[] bytes = new Proto.Envelope { Version = WireSerializer.FormatVersion, Body = ended.ToByteString() }.ToByteArray();
            Assert.Throws<SerializationException>(() => one.Serializer.FromBinary(bytes, "block-ended"));
        }

        Assert.Equal(3, one.Refusals.Garbled);
    }

    // Expect steps that are no power of two, points out of order and values that are not between their extremes not to leave.
    [Fact]
    public void Lines_that_cannot_be_do_not_leave()
    {
        Assert.Throws<SerializationException>(() => Line(3, new HistoryPoint(0, 1, 1, 1)).ToProto());
        Assert.Throws<SerializationException>(() => Line(4, new HistoryPoint(1, 1, 1, 1), new HistoryPoint(1, 2, 2, 2)).ToProto());
        Assert.Throws<SerializationException>(() => Line(4, new HistoryPoint(1, 2, 2, 1)).ToProto());
    }

    // Expect the pages of a boot in fewer than 10 bytes a range, and its lines in fewer than 10 bytes a point, so that the largest machine's fit into a message.
    [Theory]
    [InlineData("two-socket", "single-writer")]
    [InlineData("sockets-64", "v6.1")]
    public void A_history_is_short_on_the_wire(string machine, string policy)
    {
        var request = Boots.Request(machine, policy);
        var history = new BootRun { Observation = new BootObservation { History = HistorySettings.For(request.Machine.Nodes.Length) } }.Run(request).Histories.Single();

        var sent = history.ToProto();

        Assert.InRange((double)sent.Freed.CalculateSize() / history.Freed.Length, 4, 10);
        Assert.InRange((double)sent.Lines.Sum(line => line.CalculateSize()) / history.Lines.Sum(line => line.Points.Length), 3, 10);
    }

    // Expect a history that no message has room for to be left out, and one that is as long as may be to travel.
    [Theory]
    [InlineData(HistoryRoom.MostEntries, 1)]
    [InlineData(HistoryRoom.MostEntries + 1, 0)]
    public void A_history_without_room_is_left_out(int entries, int expected)
    {
        var one = new FreedFrames(new ZoneRef(0, ZoneKind.Normal), new PfnRange(8, 16), FreedBy.EarlyMap, -1, 0);
        var result = new BootRun().Run(Boots.Request("tiny", "single-writer"));
        var line = new NodeLine(0, HistoryLine.FreePages, 1, [new HistoryPoint(0, 1, 1, 1)]);

        var ending = RunEnding.Of(result with { Histories = [new BlockHistory([line], [.. Enumerable.Repeat(one, entries - 1)], [])] });

        Assert.Equal(expected, ending.Histories.Length);
    }

    private static BlockHistory Line(long stepNs, params ImmutableArray<HistoryPoint> points) => new([new NodeLine(0, HistoryLine.FreePages, stepNs, points)], [], []);

    private static Proto.FreedColumns Freed(long gap = 8, long pages = 8, int who = 0, long afterNs = 0) =>
        new() { Zone = { 2 }, Gap = { gap }, Pages = { pages }, By = { Proto.FreedBy.Growth }, Who = { who }, AfterNs = { afterNs } };

    private static string Refused(Proto.BlockHistory history) => Assert.Throws<SerializationException>(() => history.ToDomain()).Message;
}
