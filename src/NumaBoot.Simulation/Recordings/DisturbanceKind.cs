namespace NumaBoot.Simulation;

/// <summary>The kinds of disturbances in a replay file.</summary>
internal enum DisturbanceKind
{
    /// <summary>An interrupt whose handler allocates.</summary>
    Interrupt,

    /// <summary>A letter that is lost.</summary>
    Lost,

    /// <summary>A letter that arrives twice.</summary>
    Duplicated,

    /// <summary>A letter that is late.</summary>
    Delayed,

    /// <summary>An actor that crashes.</summary>
    Crashed,

    /// <summary>An actor that pauses.</summary>
    Paused,

    /// <summary>A node that is slow.</summary>
    Slowed,
}
