namespace NumaBoot.Actors;

/// <summary>Where snapshots are taken: the kernel's own functions, as in the recorded boots.</summary>
public static class SnapshotPoints
{
    /// <summary>The early memory map stands; nothing is free yet.</summary>
    public const string MemblockFreeAll = "memblock_free_all";

    /// <summary>Memblock has handed over.</summary>
    public const string AfterMemblockFreeAll = "after memblock_free_all";

    /// <summary>Before the other CPUs come up.</summary>
    public const string SmpInit = "smp_init";

    /// <summary>Before late init.</summary>
    public const string PageAllocInitLate = "page_alloc_init_late";

    /// <summary>All deferred pages are done.</summary>
    public const string FilesMaxfilesInit = "files_maxfiles_init#2";

    /// <summary>The first watermarks are set.</summary>
    public const string AfterWatermarks = "after init_per_zone_wmark_min";

    /// <summary>The machine is up: khugepaged has raised the watermarks, all work is done. Not one of the recorded points.</summary>
    public const string Up = "up";
}
