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
}
