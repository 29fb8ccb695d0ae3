using System.Diagnostics;

namespace NumaBoot.Telemetry;

/// <summary>
/// A member's part of a traced boot. Its activity is the current one while the member works on that part, so that what is
/// logged and measured then leads to the boot's trace, whether the member exports spans or not.
/// </summary>
public sealed class BlockTracing : IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    private readonly Activity _activity;

    private BlockTracing(Activity activity) => _activity = activity;

    /// <summary>The activity.</summary>
    public Activity Activity => _activity;

    /// <summary>Begins it.</summary>
    /// <param name="traceParent">The span of the boot, as a W3C traceparent.</param>
    /// <param name="run">The run.</param>
    /// <param name="block">Which block of the run.</param>
    /// <param name="member">Who has it.</param>
    /// <param name="isRecomputed">Whether another had its nodes before.</param>
    /// <returns>Null where that is no traceparent, or of a boot that is not recorded.</returns>
    public static BlockTracing? Begin(string traceParent, string run, long block, string member, bool isRecomputed)
    {
        if (!ActivityContext.TryParse(traceParent, traceState: null, out var boot) || !boot.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
        {
            return null;
        }

        var activity = Source.StartActivity(TelemetryNames.Spans.Block, ActivityKind.Internal, boot) ?? Unheard(boot);
        activity.SetTag(TelemetryNames.Attributes.Run, run);
        activity.SetTag(TelemetryNames.Attributes.Block, block);
        activity.SetTag(TelemetryNames.Attributes.Member, member);
        activity.SetTag(TelemetryNames.Attributes.Recomputed, isRecomputed);
        Activity.Current = null;
        return new BlockTracing(activity);
    }

    /// <summary>Does a piece of the work.</summary>
    public TResult Do<TResult>(Func<TResult> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Activity.Current = _activity;
        try
        {
            return work();
        }
        finally
        {
            Activity.Current = null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _activity.Dispose();

    // Nobody exports it: it is there for what is logged and measured.
    private static Activity Unheard(ActivityContext boot) =>
        new Activity(TelemetryNames.Spans.Block) { ActivityTraceFlags = ActivityTraceFlags.Recorded }
            .SetParentId(boot.TraceId, boot.SpanId, ActivityTraceFlags.Recorded).Start();
}
