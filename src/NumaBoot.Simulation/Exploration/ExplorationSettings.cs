using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>All that an exploration is a function of, and how it is done.</summary>
/// <param name="Request">
/// Which boot. Its seed is that of the small delays, but in the order of time, where the seeds of the schedules take its
/// place; its disturbances are drawn anew for each schedule.
/// </param>
/// <param name="Order">In which orders.</param>
public sealed record ExplorationSettings(BootRequest Request, ExplorationOrder Order)
{
    /// <summary>The seed of the first schedule. Where all orders are tried it only decides which disturbances are drawn.</summary>
    public long FirstSeed { get; init; } = 1;

    /// <summary>How many schedules at most, at least 1.</summary>
    public long Schedules { get; init; } = 1_000;

    /// <summary>How many threads, at least 1. What is found does not depend on it; where all orders are tried there is one.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Priority: how many constraints of order a fault may need, at least 1.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Whether it goes on after the first broken invariant, to find others.</summary>
    public bool KeepsGoing { get; init; }

    /// <summary>Gives up even that two messages of one sender to one receiver stay in order, to show what then fails.</summary>
    public bool BreaksFifo { get; init; }

    /// <summary>How many disturbances of each kind are drawn for each schedule.</summary>
    public DisturbanceCounts Disturbances { get; init; } = DisturbanceCounts.None;

    /// <summary>After how many deliveries shrinking is content with what it has: on a large machine each try is a whole boot.</summary>
    public long MostShrinkingDeliveries { get; init; } = 20_000_000;
}
