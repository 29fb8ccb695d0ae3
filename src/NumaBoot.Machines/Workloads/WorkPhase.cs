namespace NumaBoot.Machines;

/// <summary>When a workload item is done.</summary>
public enum WorkPhase
{
    /// <summary>
    /// From the end of <c>memblock_free_all</c> on: CPU 0 is alone, and its page lists take a page at a time
    /// (<c>boot_pageset</c>). Finished before they are sized.
    /// </summary>
    EarlyBoot,

    /// <summary>
    /// From <c>setup_per_cpu_pageset</c> to <c>smp_init</c>: CPU 0 is still alone, its page lists have their size. Finished
    /// before the next phase.
    /// </summary>
    AfterPageLists,

    /// <summary>While <c>smp_init</c> brings the CPUs up: CPU 0 does it. Finished before late init may begin.</summary>
    SmpInit,

    /// <summary>From the moment when all CPUs are up, on through late init, which does not wait for it.</summary>
    Running,
}
