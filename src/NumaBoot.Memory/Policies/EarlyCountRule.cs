namespace NumaBoot.Memory;

/// <summary>How the early memory map counts pages against its quota.</summary>
public enum EarlyCountRule
{
    /// <summary>Zone by zone: <c>memmap_init_zone</c> has a count of its own (up to 4.17).</summary>
    PerZone,

    /// <summary>
    /// By address, in one count for all nodes that starts anew where the map comes from one zone into another
    /// (<c>defer_init</c>: <c>prev_end_pfn</c>, <c>nr_initialised</c>). Nodes that take turns count less than they have.
    /// </summary>
    AnewInEachZone,
}
