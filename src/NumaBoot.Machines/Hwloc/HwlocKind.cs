namespace NumaBoot.Machines;

/// <summary>What matters here of hwloc's object types.</summary>
internal enum HwlocKind
{
    /// <summary>A package, die, group, cache or core: it only multiplies.</summary>
    Other,

    /// <summary>A NUMA node.</summary>
    NumaNode,

    /// <summary>A CPU.</summary>
    Pu,
}
