namespace NumaBoot.Actors;

/// <summary>A step that every node does and acknowledges.</summary>
public enum BootStep
{
    /// <summary>The early memory map is built.</summary>
    MemoryMap,

    /// <summary>Memblock has handed over.</summary>
    MemblockFreed,

    /// <summary>The pages of the kernel image are given back.</summary>
    ImageReleased,

    /// <summary>Page lists are sized.</summary>
    PageListsSized,

    /// <summary>CPUs are up.</summary>
    CpusUp,

    /// <summary>Growth is disabled.</summary>
    Disabled,

    /// <summary>All deferred pages are initialised; nodes tell it with <see cref="SupervisorMessages.NodeInitialised"/>.</summary>
    Initialised,

    /// <summary>Watermarks are set.</summary>
    WatermarksSet,

    /// <summary>What memblock kept for a while is freed.</summary>
    LateFreed,
}
