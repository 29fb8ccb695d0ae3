namespace NumaBoot.Simulation;

/// <summary>In which orders of messages a boot is tried; <see cref="ExplorationOrders"/> has their names.</summary>
public enum ExplorationOrder
{
    /// <summary>By virtual time; another seed has other small delays.</summary>
    Time,

    /// <summary>Pending deliveries by rank, drawn anew after each lost race (partial order sampling).</summary>
    Random,

    /// <summary>Channels with priorities, and few changes of them (PCT).</summary>
    Priority,

    /// <summary>All orders from the moment when all CPUs are up, one after the other.</summary>
    Exhaustive,
}
