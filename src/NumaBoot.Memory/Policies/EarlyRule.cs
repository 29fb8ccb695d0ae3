namespace NumaBoot.Memory;

/// <summary>How much of a node is built before the page allocator starts.</summary>
public enum EarlyRule
{
    /// <summary>All of it: nothing is deferred.</summary>
    Everything,

    /// <summary>2 GiB or node/256, whichever is more, plus the reservations there; nothing more until late init.</summary>
    StaticReserve,

    /// <summary>Up to the first section boundary after a full section; more on demand.</summary>
    OneSection,

    /// <summary>2 GiB of the last zone, whatever the size of the node and whatever is reserved there (4.2 to 4.5).</summary>
    FixedReserve,

    /// <summary>2 GiB or node/256, whichever is more; what is reserved there is not made up for (4.6 to 4.11).</summary>
    UncountedReserve,
}
