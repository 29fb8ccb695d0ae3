namespace NumaBoot.Actors;

/// <summary>
/// How far the supervisor has come: one step after the other, in this order. A number and not a piece of code, so that a
/// restarted supervisor goes on where the one before it stood.
/// </summary>
internal enum BootStage
{
    /// <summary>Switched off.</summary>
    Off,

    /// <summary>The early memory map is built.</summary>
    MemoryMap,

    /// <summary>The boot CPU pays for it.</summary>
    MemoryMapCost,

    /// <summary>A snapshot on entry to <c>memblock_free_all</c>.</summary>
    SnapshotBeforeFree,

    /// <summary>Memblock hands over (<c>memblock_free_all</c>).</summary>
    FreeMemblock,

    /// <summary>A snapshot after it.</summary>
    SnapshotAfterFree,

    /// <summary>The boot CPU works alone.</summary>
    EarlyBoot,

    /// <summary>Page lists get their size (<c>setup_per_cpu_pageset</c>).</summary>
    SizePageLists,

    /// <summary>What memblock kept for a while is freed, where that does not wait for late init (<c>memblock_free_late</c>).</summary>
    FreeLateEarly,

    /// <summary>Pages of the kernel image come back ("Freeing SMP alternatives memory").</summary>
    ReleaseImage,

    /// <summary>The boot CPU works alone, with page lists that have their size.</summary>
    AfterPageLists,

    /// <summary>A snapshot on entry to <c>smp_init</c>.</summary>
    SnapshotBeforeSmp,

    /// <summary>The boot CPU works for the others (<c>smp_init</c>).</summary>
    SmpInit,

    /// <summary>All CPUs come up.</summary>
    StartCpus,

    /// <summary>All of them are let go to work.</summary>
    LetAllCpusRun,

    /// <summary>A snapshot on entry to <c>page_alloc_init_late</c>.</summary>
    SnapshotBeforeLateInit,

    /// <summary>Late init is about to begin; the workload goes on.</summary>
    AwaitLateInit,

    /// <summary>Growth is disabled, where that comes first.</summary>
    DisableFirst,

    /// <summary>Every node initialises what is left (<c>deferred_init_memmap</c>).</summary>
    FanOut,

    /// <summary>padata's pool is whole again.</summary>
    AwaitHelpers,

    /// <summary>Growth is disabled, where that comes last.</summary>
    DisableLast,

    /// <summary>What memblock kept for a while is freed, where that waits for late init.</summary>
    FreeLateAfter,

    /// <summary>A snapshot on the second entry to <c>files_maxfiles_init</c>: all deferred pages are done.</summary>
    SnapshotAllDone,

    /// <summary>The first watermarks (<c>init_per_zone_wmark_min</c>).</summary>
    FirstWatermarks,

    /// <summary>A snapshot with them.</summary>
    SnapshotWatermarks,

    /// <summary>khugepaged raises them.</summary>
    RaiseWatermarks,

    /// <summary>The workload comes to its end.</summary>
    AwaitRunningWork,

    /// <summary>Everybody is asked for the last time.</summary>
    End,
}
