namespace NumaBoot.Memory;

/// <summary>What must reach the end of the node before the early memory map may leave anything out.</summary>
public enum EarlyStopRule
{
    /// <summary>The zone: only the last one of a node is cut short.</summary>
    ByZone,

    /// <summary>
    /// The region of memory that is being mapped: all regions of a node but the last are built to their end (5.8 to 5.10:
    /// <c>defer_init</c> got the end of a region where it looks for that of a zone).
    /// </summary>
    ByRegion,
}
