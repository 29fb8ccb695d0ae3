using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>The CPUs of each node, from the files beside a log or else from the log.</summary>
internal static class LogCpus
{
    /// <summary>Every node's CPUs; nodes without CPUs are missing.</summary>
    public static SortedDictionary<int, SortedSet<int>> ByNode(string file, KernelLog log, NodeFiles files, int firstNid)
    {
        if (!files.Cpus.IsEmpty)
        {
            return new(files.Cpus.ToDictionary(node => node.Key, node => new SortedSet<int>(node.Value)));
        }

        return log.Nodes.FakeRanges.Count > 0 ? OfFakeNodes(file, log) : Real(log, firstNid);
    }

    /// <summary>
    /// Homes of the CPUs that several nodes list: where the boot announced them, as with fake NUMA, which spreads the CPUs
    /// round robin (<c>arch/x86/mm/numa.c: numa_init_array</c>), or else on the first of these nodes.
    /// </summary>
    public static ImmutableArray<CpuPlace> Homes(CpuFacts facts, SortedDictionary<int, SortedSet<int>> byNode)
    {
        var nidsOf = new SortedDictionary<int, List<int>>();
        foreach (var (nid, cpus) in byNode)
        {
            foreach (int cpu in cpus)
            {
                if (!nidsOf.TryGetValue(cpu, out var nids))
                {
                    nidsOf[cpu] = nids = [];
                }

                nids.Add(nid);
            }
        }

        return
        [
            .. nidsOf.Where(cpu => cpu.Value.Count > 1).Select(cpu =>
                new CpuPlace(cpu.Key, facts.Announced.TryGetValue(cpu.Key, out int nid) && cpu.Value.BinarySearch(nid) >= 0 ? nid : cpu.Value[0])),
        ];
    }

    private static SortedDictionary<int, SortedSet<int>> Real(KernelLog log, int firstNid)
    {
        var byNode = new SortedDictionary<int, SortedSet<int>>();
        for (int cpu = 0; cpu < log.Cpus.Count; cpu++)
        {
            if (!log.Cpus.Announced.TryGetValue(cpu, out int nid))
            {
                nid = cpu < log.Cpus.SratNids.Count ? log.Cpus.SratNids[cpu] : firstNid;
            }

            Of(byNode, nid).Add(cpu);
        }

        return byNode;
    }

    /// <summary>A fake node lists the CPUs of the real node that its memory is on (<c>mm/numa_emulation.c</c>).</summary>
    private static SortedDictionary<int, SortedSet<int>> OfFakeNodes(string file, KernelLog log)
    {
        var byNode = new SortedDictionary<int, SortedSet<int>>();
        if ((long)log.Nodes.FakeRanges.Count * log.Cpus.Count > InputLimits.MaxListedCpus)
        {
            throw new MachineInputException(file, 0, $"at most {InputLimits.MaxListedCpus} CPUs in all lists", "more");
        }

        foreach (var fake in log.Nodes.FakeRanges)
        {
            int real = RealNidOf(log, fake.Nid);
            for (int cpu = 0; cpu < log.Cpus.Count; cpu++)
            {
                int home = cpu < log.Cpus.SratNids.Count ? log.Cpus.SratNids[cpu] : real;
                if (home == real)
                {
                    Of(byNode, fake.Nid).Add(cpu);
                }
            }
        }

        return byNode;
    }

    /// <summary>The firmware's node that a fake node is a part of.</summary>
    public static int RealNidOf(KernelLog log, int fakeNid)
    {
        ulong start = log.Nodes.FakeRanges.FirstOrDefault(fake => fake.Nid == fakeNid).Start;
        var real = log.Nodes.SratRanges.FirstOrDefault(range => range.Start <= start && start < range.End);
        return real.SizeBytes > 0 ? real.Nid : 0;
    }

    private static SortedSet<int> Of(SortedDictionary<int, SortedSet<int>> byNode, int nid)
    {
        if (!byNode.TryGetValue(nid, out var cpus))
        {
            byNode[nid] = cpus = [];
        }

        return cpus;
    }
}
