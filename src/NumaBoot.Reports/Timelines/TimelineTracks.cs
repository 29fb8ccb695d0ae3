using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Makes slices of what was recorded of a boot, and tracks of these.</summary>
internal sealed class TimelineTracks
{
    private readonly Dictionary<ActorAddress, List<TimelineSlice>> _slices = [];
    private readonly Dictionary<SpanKey, TimelineSlice> _bySpan = [];
    private readonly TimelineActors _actors;

    private TimelineTracks(BootSpans spans, TimelineActors actors)
    {
        _actors = actors;
        var parts = spans.Spans
            .Where(span => span.Parent is { } parent && IsPartOf(span.Key.Kind, parent.Kind))
            .ToLookup(span => span.Parent!.Value);
        Lay(spans.Boot, parts);
        foreach (var span in spans.Spans.Where(span => !_bySpan.ContainsKey(span.Key)))
        {
            Lay(span, parts);
        }

        foreach (var work in spans.Work)
        {
            var slice = new TimelineSlice("late init work", "work", work.StartNs, Math.Max(work.StartNs, work.EndNs ?? spans.Boot.Times.EndNs), TimelineArgs.Of(work));
            SlicesOf(ActorAddress.Worker(work.Nid, work.Worker)).Add(slice);
        }
    }

    /// <summary>The tracks of a boot: the machine's, then node by node.</summary>
    /// <param name="spans">What was recorded.</param>
    /// <param name="actors">Whose it is.</param>
    /// <param name="slices">The slice that each span became.</param>
    public static ImmutableArray<TimelineTrack> Of(BootSpans spans, TimelineActors actors, out IReadOnlyDictionary<SpanKey, TimelineSlice> slices)
    {
        var tracks = new TimelineTracks(spans, actors);
        slices = tracks._bySpan;
        return
        [
            .. tracks._slices.OrderBy(of => of.Key.Nid).ThenBy(of => of.Key.Role).ThenBy(of => of.Key.Index)
                .SelectMany(of => TrackLayout.Of(of.Key, of.Value)),
        ];
    }

    // Both are the same actor's work, and the one consists of the other.
    private static bool IsPartOf(SpanKind part, SpanKind whole) => (part, whole) is (SpanKind.Phase, SpanKind.Boot) or (SpanKind.Build, SpanKind.Growth);

    private void Lay(TracedSpan span, ILookup<SpanKey, TracedSpan> parts)
    {
        var slice = SliceOf(span);
        var inside = ImmutableArray.CreateBuilder<TimelineSlice>();
        long freeFromNs = slice.StartNs;
        foreach (var part in parts[span.Key].OrderBy(part => part.Times.StartNs).ThenBy(part => part.Times.EndNs))
        {
            if (part.Times.StartNs >= freeFromNs && part.Times.EndNs <= slice.EndNs)
            {
                inside.Add(SliceOf(part));
                freeFromNs = part.Times.EndNs;
            }
        }

        slice = slice with { Parts = inside.ToImmutable() };
        _bySpan[span.Key] = slice;
        SlicesOf(_actors.Of(span)).Add(slice);
    }

    private TimelineSlice SliceOf(TracedSpan span)
    {
        var slice = new TimelineSlice(NameOf(span), CategoryOf(span.Key.Kind), span.Times.StartNs, span.Times.EndNs, TimelineArgs.Of(span));
        _bySpan.Add(span.Key, slice);
        return slice;
    }

    private static string NameOf(TracedSpan span) => span.Key.Kind == SpanKind.Phase
        ? span.Facts.FirstOrDefault(fact => fact.Kind == SpanFactKind.Phase).Text ?? CategoryOf(SpanKind.Phase)
        : CategoryOf(span.Key.Kind);

    private static string CategoryOf(SpanKind kind) => kind switch
    {
        SpanKind.Boot => "boot",
        SpanKind.Phase => "phase",
        SpanKind.NodeInit => "node init",
        SpanKind.Allocation => "allocation",
        SpanKind.Take => "take",
        SpanKind.Growth => "growth",
        SpanKind.Build => "build",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no slice of a timeline"),
    };

    private List<TimelineSlice> SlicesOf(ActorAddress actor)
    {
        if (!_slices.TryGetValue(actor, out var slices))
        {
            _slices.Add(actor, slices = []);
        }

        return slices;
    }
}
