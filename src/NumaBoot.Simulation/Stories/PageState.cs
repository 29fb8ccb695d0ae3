namespace NumaBoot.Simulation;

/// <summary>How far a page is.</summary>
public enum PageState
{
    /// <summary>Not initialised, and nobody has claimed it.</summary>
    Deferred,

    /// <summary>Claimed by an init job, not initialised.</summary>
    Claimed,

    /// <summary>Memblock keeps it.</summary>
    Reserved,

    /// <summary>Initialised when the memory map was built, or by an init job.</summary>
    Built,

    /// <summary>Initialised by a growth.</summary>
    Grown,

    /// <summary>Initialised twice.</summary>
    Twice,
}
