namespace NumaBoot.Simulation;

/// <summary>What a span of a boot's trace is about.</summary>
public enum SpanKind
{
    /// <summary>The boot as a whole; made of its result, never recorded.</summary>
    Boot,

    /// <summary>The root of a further trace, for what has no room in the boot's own; made of it, never recorded.</summary>
    Continued,

    /// <summary>A phase of the boot.</summary>
    Phase,

    /// <summary>The late init of a node.</summary>
    NodeInit,

    /// <summary>A request of a CPU for pages, from the CPU and back to it.</summary>
    Allocation,

    /// <summary>The zone's part of it.</summary>
    Take,

    /// <summary>A request to grow, from the zone and back to it.</summary>
    Growth,

    /// <summary>The writer is held and pages are built for it.</summary>
    Build,
}
