using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Memory and its nodes, from the best witness that a log has: memblock's configuration, then the ranges over which the
/// zones were laid, then the firmware's map.
/// </summary>
internal static class LogMemory
{
    /// <summary>Memory by address, every region on a node.</summary>
    /// <exception cref="MachineInputException">Memory lies on two nodes at once, or there is none.</exception>
    public static MemblockRegions Read(string file, KernelLog log)
    {
        var memory = Base(file, log);
        var nodes = NodeRanges(log);
        foreach (var range in nodes.Where(_ => memory.Any(region => region.Nid == MemblockRegion.NoNode)))
        {
            memory.SetNode(range.Start, range.End, range.Nid);
        }

        // What no witness puts anywhere is on the first node, as the kernel has it without NUMA.
        int first = nodes.Count > 0 ? nodes.Min(range => range.Nid) : 0;
        foreach (var region in memory.Where(region => region.Nid == MemblockRegion.NoNode).ToList())
        {
            memory.SetNode(region.Start, region.End, first);
        }

        return memory.Any(region => !region.Frames.IsEmpty)
            ? memory
            : throw new MachineInputException(file, 0, "memory of at least one page", "none");
    }

    private static MemblockRegions Base(string file, KernelLog log)
    {
        var memory = new MemblockRegions();
        if (log.Memblock.HasDump)
        {
            AddAll(memory, log.Memblock.Map.Memory);
            return memory;
        }

        if (log.Nodes.EarlyRanges.Count > 0)
        {
            RequireDisjoint(file, log.Nodes.EarlyRanges);
            AddAll(memory, log.Nodes.EarlyRanges);
            return memory;
        }

        foreach (var region in log.E820.Usable)
        {
            // mm/memblock.c: memblock_trim_memory
            ulong start = (ulong)region.Frames.Start << MemoryGeometry.PageShift;
            ulong end = (ulong)Math.Max(region.Frames.Start, region.Frames.End) << MemoryGeometry.PageShift;
            memory.Add(region with { Start = start, End = end });
        }

        return memory;
    }

    private static List<MemblockRegion> NodeRanges(KernelLog log)
    {
        var ranges = log.Nodes.EarlyRanges.Count > 0 ? log.Nodes.EarlyRanges
            : log.Nodes.FakeRanges.Count > 0 ? log.Nodes.FakeRanges
            : log.Nodes.SratRanges;
        return [.. ranges];
    }

    private static void AddAll(MemblockRegions memory, IEnumerable<MemblockRegion> regions)
    {
        foreach (var region in regions)
        {
            memory.Add(region);
        }
    }

    private static void RequireDisjoint(string file, IEnumerable<MemblockRegion> ranges)
    {
        var last = default(MemblockRegion);
        foreach (var range in ranges.OrderBy(range => range.Start))
        {
            if (range.Start < last.End)
            {
                throw new MachineInputException(
                    file, 0, "each piece of memory on one node", $"{range} on node {range.Nid} and {last} on node {last.Nid}");
            }

            last = range;
        }
    }
}
