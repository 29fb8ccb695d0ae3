using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Serialization;
using Google.Protobuf.Collections;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of what travels for the history of a boot.</summary>
internal static class HistoryForms
{
    // As many as there are lengths of time of 63 bits.
    private const int MostWaits = 64;
    private const int MostStepShift = 62;

    internal static Proto.HistoryWish ToProto(this HistorySettings it) => new() { MostPoints = it.MostPoints.ToProto() };

    internal static HistorySettings ToDomain(this Proto.HistoryWish it) => it.MostPoints.ToDomain() is >= HistorySettings.PointsAtLeast and <= HistorySettings.PointsAtMost and var most
        ? new(most)
        : throw new SerializationException($"expected {HistorySettings.PointsAtLeast} to {HistorySettings.PointsAtMost} points a line, found {it.MostPoints}");

    internal static Proto.BlockHistory ToProto(this BlockHistory it) => new()
    {
        Lines = { it.Lines.Select(ToProto) },
        Freed = it.Freed.ToProto(),
        Waits = { it.Waits.Select(ToProto) },
    };

    internal static BlockHistory ToDomain(this Proto.BlockHistory it) => Once([it]).Single();

    /// <summary>What all blocks recorded.</summary>
    internal static ImmutableArray<BlockHistory> ToDomain(this RepeatedField<Proto.BlockHistory> blocks) => Once(blocks);

    // Two lines of a node would end whoever puts the blocks together.
    private static ImmutableArray<BlockHistory> Once(IReadOnlyCollection<Proto.BlockHistory> blocks)
    {
        var lines = new HashSet<(int Nid, HistoryLine Line)>();
        var waits = new HashSet<(int Nid, WaitPlace Place)>();
        return
        [
            .. blocks.Select(block => new BlockHistory(
                [.. block.Lines.Select(ToDomain).Select(line => lines.Add((line.Nid, line.Line)) ? line : throw Twice(line.Line, line.Nid))],
                block.Freed.Present().ToDomain(),
                [.. block.Waits.Select(ToDomain).Select(wait => waits.Add((wait.Nid, wait.Place)) ? wait : throw Twice(wait.Place, wait.Nid))])),
        ];
    }

    private static SerializationException Twice(Enum what, int nid) => new($"expected {what} of node {nid} once, found it twice");

    private static Proto.NodeLine ToProto(NodeLine it)
    {
        if (!BitOperations.IsPow2(it.StepNs))
        {
            throw new SerializationException($"expected steps of a power of two to send, found {it.StepNs} ns");
        }

        var line = new Proto.NodeLine { Nid = it.Nid, Line = it.Line.ToProto(), StepShift = (uint)BitOperations.Log2((ulong)it.StepNs) };
        long next = 0;
        long last = 0;
        foreach (var point in it.Points)
        {
            line.Skipped.Add((point.Step - next).ToProto());
            line.Risen.Add(point.Last - last);
            line.Below.Add((point.Last - point.Lowest).ToProto());
            line.Above.Add((point.Highest - point.Last).ToProto());
            (next, last) = (point.Step + 1, point.Last);
        }

        return line;
    }

    private static NodeLine ToDomain(Proto.NodeLine it)
    {
        int[] counts = [it.Skipped.Count, it.Risen.Count, it.Below.Count, it.Above.Count];
        if (it.StepShift > MostStepShift || counts.Any(count => count != counts[0]))
        {
            throw new SerializationException(
                $"expected steps of at most 2^{MostStepShift} ns and columns of the same length for a line, found 2^{it.StepShift} and {string.Join(", ", counts)}");
        }

        var points = ImmutableArray.CreateBuilder<HistoryPoint>(counts[0]);
        long next = 0;
        long last = 0;
        for (int at = 0; at < counts[0]; at++)
        {
            checked
            {
                long step = next + it.Skipped[at].ToDomain();
                last += it.Risen[at];
                points.Add(new HistoryPoint(step, last - it.Below[at].ToDomain(), last + it.Above[at].ToDomain(), last));
                next = step + 1;
            }
        }

        return new NodeLine(it.Nid, it.Line.ToDomain(), 1L << (int)it.StepShift, points.MoveToImmutable());
    }

    private static Proto.WaitCounts ToProto(WaitCounts it) => new()
    {
        Nid = it.Nid,
        Place = it.Place.ToProto(),
        LongestNs = it.LongestNs.ToProto(),
        Counts = { it.Counts.Select(Counts.ToProto) },
    };

    private static WaitCounts ToDomain(Proto.WaitCounts it) => it.Counts.Count <= MostWaits
        ? new(it.Nid, it.Place.ToDomain(), it.LongestNs.ToDomain(), it.Counts.ToDomain())
        : throw new SerializationException($"expected at most {MostWaits} numbers of waits, found {it.Counts.Count}");
}
