using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Lanes;

namespace NumaBoot.Simulation;

/// <summary>What came of a boot.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Plan">What followed from it before the first message.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Report">What the actors told; null where the boot did not come to its end.</param>
/// <param name="Phases">What it went through, as far as it came.</param>
/// <param name="Violations">Invariants that broke, claimed by the policy or not.</param>
/// <param name="Digest">A hash over every delivery; 0 where the boot is not timed.</param>
/// <param name="Deliveries">How many there were.</param>
/// <param name="VirtualNs">How long the boot took, in virtual time; 0 where it is not timed.</param>
public sealed record BootResult(
    BootRequest Request,
    BootPlan Plan,
    BootOutcome Outcome,
    BootReport? Report,
    ImmutableArray<BootPhase> Phases,
    ImmutableArray<Violation> Violations,
    ulong Digest,
    long Deliveries,
    long VirtualNs)
{
    /// <summary>Disturbances that really happened.</summary>
    public DisturbanceCounts Happened { get; init; } = DisturbanceCounts.None;

    /// <summary>The windows of time that threads went through side by side; none on one thread.</summary>
    public HorizonCounts Horizons { get; init; } = HorizonCounts.None;

    /// <summary>What each block of lanes recorded for the trace of the boot; empty where it is not traced.</summary>
    public ImmutableArray<BlockTrace> Traces { get; init; } = [];

    /// <summary>What each block of lanes recorded for its history; empty where nobody wanted one.</summary>
    public ImmutableArray<BlockHistory> Histories { get; init; } = [];

    /// <summary>Whether it went round for ever and was stopped while messages were on their way: its end shows nothing.</summary>
    public bool WasCutOff { get; init; }

    /// <summary>Who delivered next.</summary>
    public BootOrder Order { get; init; }

    /// <summary>Whether it has a digest and virtual times: each time in it, of phases, growths and snapshots, is 0 otherwise.</summary>
    public bool IsTimed => Order != BootOrder.Free;

    /// <summary>Whether the machine is up.</summary>
    public bool Booted => Outcome == BootOutcome.Booted;

    /// <summary>Invariants that broke although the policy claims them.</summary>
    public ImmutableArray<Violation> BrokenClaims => [.. Violations.Where(Claims)];

    /// <summary>Whether the machine is up and nothing broke that the policy claims.</summary>
    public bool IsClean => Booted && BrokenClaims.IsEmpty;

    /// <summary>Whether the policy claims that this does not happen.</summary>
    public bool Claims(Violation violation) => Request.Policy.Claims.Contains(violation.Invariant);
}
