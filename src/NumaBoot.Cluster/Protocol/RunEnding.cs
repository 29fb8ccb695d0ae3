using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What came of a run, without what whoever asked for it has already: the request, and the plan that follows from it.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Report">What the actors told; null where the boot did not come to its end.</param>
/// <param name="Phases">What it went through, as far as it came.</param>
/// <param name="Violations">Invariants that broke, claimed by the policy or not.</param>
/// <param name="Happened">Disturbances that really happened.</param>
/// <param name="Digest">A hash over every delivery.</param>
/// <param name="Deliveries">How many there were.</param>
/// <param name="VirtualNs">How long the boot took, in nanoseconds of virtual time.</param>
/// <param name="Horizons">The windows of time that it took.</param>
/// <param name="WasCutOff">Whether it went round for ever and was stopped.</param>
public sealed record RunEnding(
    BootOutcome Outcome,
    BootReport? Report,
    ImmutableArray<BootPhase> Phases,
    ImmutableArray<Violation> Violations,
    DisturbanceCounts Happened,
    ulong Digest,
    long Deliveries,
    long VirtualNs,
    HorizonCounts Horizons,
    bool WasCutOff)
{
    /// <summary>What each block of lanes recorded for the trace of the boot; empty where it is not traced.</summary>
    public ImmutableArray<BlockTrace> Traces { get; init; } = [];

    /// <summary>What each block of lanes recorded for its history; empty where nobody wanted one, and where it is longer than a message may be.</summary>
    public ImmutableArray<BlockHistory> Histories { get; init; } = [];

    /// <summary>The part of a result that has to travel.</summary>
    public static RunEnding Of(BootResult result) => new(
        result.Outcome, result.Report, result.Phases, result.Violations, result.Happened, result.Digest, result.Deliveries, result.VirtualNs, result.Horizons, result.WasCutOff)
    {
        Traces = result.Traces,
        Histories = HistoryRoom.Fits(result.Histories) ? result.Histories : [],
    };

    /// <summary>The whole result, for whoever asked.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="plan">What follows from it.</param>
    public BootResult ToResult(BootRequest request, BootPlan plan) =>
        new(request, plan, Outcome, Report, Phases, Violations, Digest, Deliveries, VirtualNs)
        {
            Happened = Happened,
            Horizons = Horizons,
            WasCutOff = WasCutOff,
            Traces = Traces,
            Histories = Histories,
        };
}
