using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What came of a boot on the nodes of one block.</summary>
/// <param name="Digests">A hash over the deliveries to each node, and to what belongs to none.</param>
/// <param name="Deliveries">How many there were, with one for the block's own start.</param>
/// <param name="EndNs">Until when one of its actors was busy, in nanoseconds of virtual time.</param>
/// <param name="Violations">What broke. Its delivery numbers are the block's own.</param>
/// <param name="Happened">Disturbances that came to pass.</param>
/// <param name="Report">What the supervisor told at the end; null where it is elsewhere, or has not come so far.</param>
/// <param name="Phases">What the supervisor went through; empty where it is elsewhere.</param>
public sealed record BlockResult(
    ImmutableSortedDictionary<int, ulong> Digests,
    long Deliveries,
    long EndNs,
    ImmutableArray<Violation> Violations,
    DisturbanceCounts Happened,
    BootReport? Report,
    ImmutableArray<BootPhase> Phases)
{
    /// <summary>What was recorded for the trace of the boot; null where it is not traced.</summary>
    public BlockTrace? Trace { get; init; }

    /// <summary>What was recorded for its history; null where nobody wanted one.</summary>
    public BlockHistory? History { get; init; }
}
