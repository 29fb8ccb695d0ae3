namespace NumaBoot.Machines;

/// <summary>Whether the files of the nodes agree with the log that they lie beside.</summary>
internal static class NodeFilesCheck
{
    /// <summary>Complains about CPUs that are on two nodes, and about files that are missing where the log knows more CPUs.</summary>
    /// <param name="log">The log.</param>
    /// <param name="files">The files.</param>
    /// <param name="nids">The nodes that have memory or that the kernel set up.</param>
    public static void Require(KernelLog log, NodeFiles files, IReadOnlyCollection<int> nids)
    {
        if (files.Cpus.IsEmpty)
        {
            return;
        }

        var nodeOf = new Dictionary<int, int>();
        foreach (var (nid, cpus) in files.Cpus)
        {
            foreach (int cpu in cpus)
            {
                if (!nodeOf.TryAdd(cpu, nid) && !HasFakeNodes(log, files))
                {
                    throw new MachineInputException(files.Place, 0, "each CPU in the cpulist of one node", $"cpu {cpu} in those of nodes {nodeOf[cpu]} and {nid}");
                }
            }
        }

        // Where no file is missing the CPUs went offline after the boot, and sysfs knows better.
        if (nodeOf.Count < log.Cpus.Count && nids.Any(nid => !files.Cpus.ContainsKey(nid)))
        {
            throw new MachineInputException(
                files.Place, 0, $"cpulist files of the nodes {CpuList.Format([.. nids.Order()])} with the {log.Cpus.Count} CPUs of the log",
                $"{nodeOf.Count} CPUs in those of {CpuList.Format([.. files.Cpus.Keys])}");
        }
    }

    /// <summary>Fake nodes of one real node all list its CPUs.</summary>
    private static bool HasFakeNodes(KernelLog log, NodeFiles files) =>
        log.Nodes.FakeRanges.Count > 0
        || KernelCommandLine.Parse(log.Boot.CommandLine ?? files.CommandLine).Last("numa")?.StartsWith("fake", StringComparison.Ordinal) == true;
}
