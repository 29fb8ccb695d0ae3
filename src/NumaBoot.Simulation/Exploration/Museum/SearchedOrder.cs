namespace NumaBoot.Simulation;

/// <summary>Orders that are drawn by a seed.</summary>
public enum SearchedOrder
{
    /// <summary>Pending deliveries by rank, drawn anew after each lost race.</summary>
    Random,

    /// <summary>Senders with priorities, and few changes of them.</summary>
    Priority,
}
