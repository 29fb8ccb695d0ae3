namespace NumaBoot.Simulation;

/// <summary>How an allocation of one block ended; for who counts them.</summary>
public enum AllocationWay
{
    /// <summary>Served at once by the node that was preferred.</summary>
    Local,

    /// <summary>Served at once by another.</summary>
    Remote,

    /// <summary>Served, by whichever node, after it had waited for pages that were under way.</summary>
    Waited,

    /// <summary>No zone would.</summary>
    Failed,
}
