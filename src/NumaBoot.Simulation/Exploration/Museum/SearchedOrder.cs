namespace NumaBoot.Simulation;

/// <summary>Orders that are drawn by a seed.</summary>
public enum SearchedOrder
{
    /// <summary>Each pending delivery is as likely as the other.</summary>
    Random,

    /// <summary>Senders with priorities, and few changes of them.</summary>
    Priority,
}
