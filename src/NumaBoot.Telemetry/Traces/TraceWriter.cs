using System.Diagnostics;
using NumaBoot.Simulation;

namespace NumaBoot.Telemetry;

/// <summary>Makes activities of the spans of a boot that is over.</summary>
/// <param name="source">Where activities come from.</param>
/// <param name="tags">Their names and attributes.</param>
/// <param name="clock">Whose time they have.</param>
/// <param name="startTicks">When the boot began by the clock of the world, in ticks.</param>
/// <param name="room">How many spans may wait to be sent.</param>
/// <param name="send">Called before more than that wait; false where more of them are of no use.</param>
internal sealed class TraceWriter(ActivitySource source, SpanTags tags, TraceClock clock, long startTicks, int room, Func<bool> send)
{
    private const int NsPerTick = 100;

    private readonly Dictionary<SpanKey, ActivityContext> _contexts = [];

    // Those whose links lead to spans that are not there yet.
    private readonly List<(Activity Activity, TracedSpan Span, DateTimeOffset End)> _open = [];
    private int _written;

    /// <summary>Writes them and ends the boot's own.</summary>
    /// <param name="trace">The spans.</param>
    /// <param name="boot">The boot's own.</param>
    /// <param name="startRoot">Starts the root of a further trace; null where it is not wanted.</param>
    public void Write(BootTrace trace, Activity boot, Func<int, DateTimeOffset, IEnumerable<ActivityLink>, Activity?> startRoot)
    {
        _contexts.Add(SpanKey.Boot, boot.Context);
        bool goesOn = Hold(boot, trace.Spans[0]);
        if (trace.LeftOut > 0)
        {
            boot.SetTag(TelemetryNames.Attributes.LeftOut, trace.LeftOut);
        }

        foreach (var span in trace.Spans.Skip(1).TakeWhile(_ => goesOn))
        {
            goesOn = Start(span, startRoot) is not { } activity || Hold(activity, span);
        }

        // The boot's own comes last: who sees it sees all.
        for (int at = _open.Count - 1; at >= 0; at--)
        {
            var (activity, span, end) = _open[at];
            AddLinks(activity, span);
            End(activity, end);
        }

        Activity.Current = null;
    }

    private Activity? Start(TracedSpan span, Func<int, DateTimeOffset, IEnumerable<ActivityLink>, Activity?> startRoot)
    {
        var start = StartOf(span);
        Activity? activity;
        if (span.Parent is not { } parent)
        {
            activity = startRoot(span.Trace, start, []);
        }
        else if (_contexts.TryGetValue(parent, out var context))
        {
            activity = source.StartActivity(SpanTags.NameOf(span), ActivityKind.Internal, context, tags.Of(span), links: null, start);
        }
        else
        {
            return null;
        }

        if (activity is not null)
        {
            _contexts.Add(span.Key, activity.Context);
        }

        return activity;
    }

    /// <summary>Ends a span, unless it is linked to what comes later.</summary>
    /// <returns>False where more spans are of no use.</returns>
    private bool Hold(Activity activity, TracedSpan span)
    {
        foreach (var tag in span.Parent is null ? tags.Of(span) : [])
        {
            activity.SetTag(tag.Key, tag.Value);
        }

        if (span.Key == SpanKey.Boot || !span.Links.All(_contexts.ContainsKey))
        {
            _open.Add((activity, span, EndOf(span)));
            return true;
        }

        AddLinks(activity, span);
        End(activity, EndOf(span));
        return ++_written % room != 0 || send();
    }

    private void AddLinks(Activity activity, TracedSpan span)
    {
        foreach (var link in span.Links)
        {
            if (_contexts.TryGetValue(link, out var context))
            {
                activity.AddLink(new ActivityLink(context));
            }
        }
    }

    private static void End(Activity activity, DateTimeOffset end)
    {
        activity.SetEndTime(end.UtcDateTime);
        activity.Stop();
    }

    private DateTimeOffset StartOf(TracedSpan span) => At(clock == TraceClock.Virtual ? startTicks + (span.Times.StartNs / NsPerTick) : span.Times.StartTicks);

    private DateTimeOffset EndOf(TracedSpan span) => At(clock == TraceClock.Virtual ? startTicks + (span.Times.EndNs / NsPerTick) : span.Times.EndTicks);

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
