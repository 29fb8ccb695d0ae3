using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>
/// All that was recorded of a boot, in virtual time and as one: unlike <see cref="BootTrace"/> it is not cut into traces, so that
/// each span has the parent that it was recorded with.
/// </summary>
public sealed class BootSpans
{
    private BootSpans(BootResult result)
    {
        var boot = new SpanTimes(0, result.VirtualNs, 0, 0);
        var tree = new SpanTree(result.Traces, boot);
        Boot = new TracedSpan(SpanKey.Boot, 0, null, [], Actors.ActorAddress.Machine, 0, boot, result.Outcome == BootOutcome.Interrupted, []);
        Spans = [.. tree.WithParts(SpanKey.Boot).Skip(1).Select(key => tree.Span(key, 0, _ => true, SpanKey.Boot))];
        Work = [.. result.Traces.SelectMany(trace => trace.Work).OrderBy(work => work.StartNs).ThenBy(work => work.Nid).ThenBy(work => work.Worker)];
        LeftOut = Sum(result.Traces, trace => trace.LeftOut);
        WorkLeftOut = Sum(result.Traces, trace => trace.WorkLeftOut);
    }

    /// <summary>The boot as a whole.</summary>
    public TracedSpan Boot { get; }

    /// <summary>The others, each after its parent.</summary>
    public ImmutableArray<TracedSpan> Spans { get; }

    /// <summary>What init workers did, in the order in which they began; empty where <see cref="TraceSettings.HasWork"/> was not set.</summary>
    public ImmutableArray<WorkRecord> Work { get; }

    /// <summary>How many allocations were not recorded because a lane had as many as it may have.</summary>
    public long LeftOut { get; }

    /// <summary>How often the work of an init worker was not recorded, for the same reason.</summary>
    public long WorkLeftOut { get; }

    /// <summary>Puts together what the blocks of a boot recorded.</summary>
    public static BootSpans Of(BootResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new BootSpans(result);
    }

    // What comes over the wire may say any number.
    private static long Sum(ImmutableArray<BlockTrace> traces, Func<BlockTrace, long> count) =>
        traces.Aggregate(0L, (sum, trace) => sum > long.MaxValue - count(trace) ? long.MaxValue : sum + count(trace));
}
