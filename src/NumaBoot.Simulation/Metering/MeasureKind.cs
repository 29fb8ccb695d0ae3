namespace NumaBoot.Simulation;

/// <summary>What a number is about: each is one call of <see cref="IBlockMeter"/>.</summary>
internal enum MeasureKind : byte
{
    /// <summary>Page frames initialised, by builder.</summary>
    Initialised,

    /// <summary>A growth, by reason.</summary>
    Grew,

    /// <summary>Allocations, by way.</summary>
    Allocated,

    /// <summary>A wait in nanoseconds, by place.</summary>
    Waited,

    /// <summary>The late init of a node, in nanoseconds.</summary>
    NodeInitialised,

    /// <summary>A delivery, by role.</summary>
    Delivered,

    /// <summary>A delivery and the message's way in nanoseconds, by role.</summary>
    Arrived,

    /// <summary>A restart, by role.</summary>
    Restarted,

    /// <summary>A message for another block.</summary>
    Crossed,

    /// <summary>From here on: how things stand, which is no count. Free pages.</summary>
    Free,

    /// <summary>Pages that are not initialised.</summary>
    Deferred,

    /// <summary>A frontier.</summary>
    Frontier,

    /// <summary>Actors created, by role.</summary>
    Created,
}
