using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What came of an exploration.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Plan">What followed from it before the first message.</param>
/// <param name="Schedules">Schedules that were run to their end.</param>
/// <param name="Deliveries">Deliveries in all of them.</param>
/// <param name="DistinctOrders">How many of them were different.</param>
/// <param name="Coverage">What of the actors was seen.</param>
/// <param name="Happened">Disturbances that really happened.</param>
/// <param name="Broken">Each broken invariant once, with the first schedule that breaks it, in the order of schedules.</param>
public sealed record ExplorationResult(
    ExplorationSettings Settings,
    BootPlan Plan,
    long Schedules,
    long Deliveries,
    long DistinctOrders,
    CoverageCount Coverage,
    DisturbanceCounts Happened,
    ImmutableArray<BrokenInvariant> Broken)
{
    /// <summary>Which pairs of an actor's situation and a message came up.</summary>
    public Coverage Pairs { get; init; } = new();

    /// <summary>Whether every order was tried.</summary>
    public bool IsExhausted { get; init; }

    /// <summary>Whether somebody stopped it on the way.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>Whether the policy claims that this does not happen.</summary>
    public bool Claims(BrokenInvariant broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        return Settings.Request.Policy.Claims.Contains(broken.Invariant);
    }
}
