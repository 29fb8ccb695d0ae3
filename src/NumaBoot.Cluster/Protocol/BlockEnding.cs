using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What came of a block of lanes.</summary>
/// <param name="Report">What the supervisor told, by the block that has it; else null.</param>
/// <param name="Phases">What the boot went through, by the block that has the supervisor; else empty.</param>
/// <param name="Violations">Invariants that broke here.</param>
/// <param name="Happened">Disturbances that really happened here.</param>
/// <param name="Digests">A hash for each of its nodes.</param>
/// <param name="Deliveries">How many deliveries its lanes made.</param>
/// <param name="LatestEndNs">The latest time until which one of its actors was busy, in nanoseconds.</param>
public sealed record BlockEnding(
    BootReport? Report,
    ImmutableArray<BootPhase> Phases,
    ImmutableArray<Violation> Violations,
    DisturbanceCounts Happened,
    ImmutableArray<NodeDigest> Digests,
    long Deliveries,
    long LatestEndNs);
