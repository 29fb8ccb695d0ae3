using System.Diagnostics;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>How whoever wants a run wants it to be traced; the spans come back to him with the result.</summary>
/// <param name="Share">Which share of the allocations is traced, from 0 to 1.</param>
/// <param name="HasRealTime">Whether spans are to have the members' time beside virtual time.</param>
/// <param name="TraceParent">
/// The span of the boot, in the form of a W3C traceparent: what members log and measure belongs to it. Empty where there is none.
/// </param>
/// <param name="HasWork">Whether the work of each init worker is to be recorded, too.</param>
public sealed record TracingWish(double Share, bool HasRealTime, string TraceParent, bool HasWork = false)
{
    /// <summary>Who looks on at a run on a member.</summary>
    /// <param name="wish">How it is to be traced; null for not.</param>
    /// <param name="span">The span of the member's part of it; null where there is none.</param>
    public static BootObservation Observation(TracingWish? wish, Activity? span) => wish is null
        ? BootObservation.None
        : new BootObservation { Tracing = new TraceSettings(wish.Share, wish.HasRealTime ? TimeProvider.System : null, wish.HasWork), Span = span };
}
