using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// The trace of a boot: at most <see cref="MostSpans"/> spans, and further traces that continue it. The boot's own trace has the
/// phases, then the nodes' late inits, then what made zones grow, then other allocations, as many as there is room for; what
/// has none is in further traces and linked to where it belongs.
/// </summary>
public sealed class BootTrace
{
    /// <summary>How many spans a trace may have.</summary>
    public const int MostSpans = 1_000;

    /// <summary>How many of them are left to members of a cluster in the boot's own trace: each has a span of its part.</summary>
    public const int RoomForMembers = 64;

    // A span may have 128 links where nobody says otherwise.
    private const int MostLinks = 100;

    private readonly ImmutableArray<TracedSpan>.Builder _spans = ImmutableArray.CreateBuilder<TracedSpan>();
    private readonly SpanTree _tree;
    private readonly SpanTimes _boot;
    private readonly HashSet<SpanKey> _here = [];
    private int _trace;

    private BootTrace(BootResult result, long startTicks, long endTicks)
    {
        _boot = new SpanTimes(0, result.VirtualNs, startTicks, Math.Max(startTicks, endTicks));
        _tree = new SpanTree(result.Traces, _boot);
        LeftOut = result.Traces.Aggregate(0L, (sum, trace) => sum > long.MaxValue - trace.LeftOut ? long.MaxValue : sum + trace.LeftOut);
        Lay();
    }

    /// <summary>The spans, trace by trace, each after its parent.</summary>
    public ImmutableArray<TracedSpan> Spans => _spans.ToImmutable();

    /// <summary>How many spans were not recorded because a lane had as many as it may have.</summary>
    public long LeftOut { get; }

    /// <summary>Puts together what the blocks of a boot recorded.</summary>
    /// <param name="result">The boot.</param>
    /// <param name="startTicks">When it was begun by the clock of the world, in ticks; 0 where that is not wanted.</param>
    /// <param name="endTicks">When it was over by that clock.</param>
    public static BootTrace Of(BootResult result, long startTicks = 0, long endTicks = 0)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new BootTrace(result, startTicks, endTicks);
    }

    private int Room => _trace == 0 ? MostSpans - RoomForMembers : MostSpans;

    private void Lay()
    {
        _here.Add(SpanKey.Boot);
        _spans.Add(Root(SpanKey.Boot, _boot, []));
        var parts = _tree.ChildrenOf(SpanKey.Boot);
        var phases = parts.Where(key => key.Kind == SpanKind.Phase).ToList();
        phases.ForEach(Place);
        var units = parts.Where(key => key.Kind != SpanKind.Phase).Concat(phases.SelectMany(_tree.ChildrenOf))
            .Select(key => _tree.WithParts(key).ToList())
            .OrderBy(Rank);
        foreach (var unit in units)
        {
            if (_here.Count + unit.Count > Room)
            {
                Continue();
            }

            unit.ForEach(Place);
        }

        CloseContinued();
        _spans[0] = _spans[0] with { Links = [.. Enumerable.Range(1, Math.Min(_trace, MostLinks)).Select(SpanKey.Continued)] };
    }

    // Sorting keeps the order in which they began among those of a rank.
    private static int Rank(List<SpanKey> unit) => unit[0].Kind == SpanKind.NodeInit ? 0 : unit.Exists(key => key.Kind == SpanKind.Growth) ? 1 : 2;

    private void Place(SpanKey key)
    {
        if (_here.Count >= Room)
        {
            Continue();
        }

        _spans.Add(_tree.Span(key, _trace, _here.Contains, _trace == 0 ? SpanKey.Boot : SpanKey.Continued(_trace)));
        _here.Add(key);
    }

    /// <summary>Begins a further trace.</summary>
    private void Continue()
    {
        CloseContinued();
        _trace++;
        _here.Clear();
        _here.Add(SpanKey.Continued(_trace));
        _spans.Add(Root(SpanKey.Continued(_trace), _boot, [SpanKey.Boot]));
    }

    /// <summary>The root of a further trace is as long as what is in it.</summary>
    private void CloseContinued()
    {
        if (_trace == 0)
        {
            return;
        }

        int root = _spans.Count - _here.Count;
        var times = _spans.Skip(root + 1).Select(span => span.Times).Aggregate((all, one) => all.Spanning(one));
        _spans[root] = _spans[root] with { Times = times };
    }

    private TracedSpan Root(SpanKey key, SpanTimes times, ImmutableArray<SpanKey> links) =>
        new(key, _trace, null, links, ActorAddress.Machine, 0, times, IsUnfinished: false, []);
}
