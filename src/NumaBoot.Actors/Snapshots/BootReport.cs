using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>What the supervisor knows when a boot has come to its end: everything from the actors' own answers.</summary>
/// <param name="Booted">Whether the machine is up; false where a required allocation failed.</param>
/// <param name="Failure">The allocation that ended it, or null.</param>
/// <param name="Phases">What it went through.</param>
/// <param name="Snapshots">Its snapshots in order; the last one is its end.</param>
/// <param name="Nodes">Its nodes by nid.</param>
/// <param name="MinFreeKiB">min_free_kbytes at the end.</param>
public sealed record BootReport(
    bool Booted,
    WorkFailure? Failure,
    ImmutableArray<BootPhase> Phases,
    ImmutableArray<Snapshot> Snapshots,
    ImmutableArray<NodeReport> Nodes,
    long MinFreeKiB);
