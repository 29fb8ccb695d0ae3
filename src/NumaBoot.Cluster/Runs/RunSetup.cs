using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What the conductor of a run is given.</summary>
/// <param name="RunId">What the run is called.</param>
/// <param name="Request">What to run.</param>
/// <param name="Tracing">How it is to be traced; null for not.</param>
/// <param name="History">How closely its history is to be recorded; null for not at all.</param>
/// <param name="Plan">Works out what follows from that.</param>
/// <param name="Way">The way to the members.</param>
internal sealed record RunSetup(string RunId, BootRequest Request, TracingWish? Tracing, HistorySettings? History, Func<Task<BootPlan>> Plan, IMemberWay Way)
{
    /// <summary>Who hears of its windows, its losses and its end; null for nobody.</summary>
    public IBootMeter? Meter { get; init; }
}
