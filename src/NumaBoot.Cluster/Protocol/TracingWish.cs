using System.Diagnostics;
using NumaBoot.Simulation;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster;

/// <summary>How whoever wants a run wants it to be traced; the spans come back to him with the result.</summary>
/// <param name="Share">Which share of the allocations is traced, from 0 to 1.</param>
/// <param name="HasRealTime">Whether spans are to have the members' time beside virtual time.</param>
/// <param name="TraceParent">The span of the boot, in the form of a W3C traceparent: what members log and measure belongs to it.</param>
public sealed record TracingWish(double Share, bool HasRealTime, string TraceParent)
{
    /// <summary>Who looks on at a run on a member; null for no wish.</summary>
    public static BootObservation Observation(TracingWish? wish) => wish is null
        ? BootObservation.None
        : new BootObservation
        {
            Tracing = new TraceSettings(wish.Share, wish.HasRealTime ? TimeProvider.System : null),
            Span = Span(wish.TraceParent),
        };

    // It stands for a span of another process: nobody listens to it, and nobody is told that it ends.
    private static Activity Span(string traceParent)
    {
        var before = Activity.Current;
        var span = new Activity(TelemetryNames.Spans.Boot).SetParentId(traceParent).Start();
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        Activity.Current = before;
        return span;
    }
}
