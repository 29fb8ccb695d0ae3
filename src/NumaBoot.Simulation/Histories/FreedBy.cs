namespace NumaBoot.Simulation;

/// <summary>How pages came into the free areas for the first time.</summary>
public enum FreedBy
{
    /// <summary>Memblock handed them over.</summary>
    EarlyMap,

    /// <summary>A growth built them.</summary>
    Growth,

    /// <summary>Late init built them.</summary>
    LateInit,

    /// <summary>They were reserved and given back later: the kernel image's, or what memblock freed late.</summary>
    Release,
}
