namespace NumaBoot.Machines;

/// <summary>What there is to say of parameters that a user gives and that change nothing here.</summary>
internal static class CommandLineNotes
{
    /// <summary>Parameters that matter to a kernel's memory and are not simulated.</summary>
    private static readonly string[] NotSimulated =
    [
        "nr_cpus", "maxcpus", "possible_cpus", "nosmp", "cma", "hugetlb_cma", "min_free_kbytes", "sysctl.vm.min_free_kbytes", "swiotlb",
        "transparent_hugepage", "percpu_alloc", "page_owner", "kfence.num_objects", "mem_encrypt",
    ];

    /// <summary>The notes, a sentence each.</summary>
    /// <param name="extra">What the user gives.</param>
    /// <param name="whole">The whole command line.</param>
    public static IEnumerable<string> Of(KernelCommandLine extra, KernelCommandLine whole)
    {
        var ignored = NotSimulated.Where(extra.Has).Select(name => extra.Last(name) is null ? name : name + "=").ToList();
        if (ignored.Count > 0)
        {
            yield return $"{string.Join(", ", ignored)} {(ignored.Count == 1 ? "is" : "are")} not simulated";
        }

        if (extra.Has("trace_buf_size") && TraceBuffers.BytesPerCpu(whole) == 0)
        {
            yield return "trace_buf_size= costs nothing: tracing is off without trace_event= or ftrace=";
        }
    }
}
