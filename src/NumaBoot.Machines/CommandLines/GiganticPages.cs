using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Huge pages that are larger than the largest block and so come from memblock: <c>hugepagesz=</c>, <c>hugepages=</c>,
/// <c>default_hugepagesz=</c> (<c>mm/hugetlb.c: hugetlb_hstate_alloc_pages, __alloc_bootmem_huge_page</c>). Smaller ones come after
/// late init.
/// </summary>
internal static class GiganticPages
{
    /// <summary>Reserves what the command line asks for beyond what it asked for before.</summary>
    /// <exception cref="MachineInputException">A value cannot be understood.</exception>
    public static void Reserve(MemblockMap map, MachineSpec machine, CommandLineChange change)
    {
        if (!change.Concerns("hugepagesz", "hugepages", "default_hugepagesz"))
        {
            return;
        }

        var nids = machine.Nodes.Select(node => node.Nid).ToList();
        var before = HugePageParameters.Counts(change.Before, nids);
        ulong largestBlock = (ulong)machine.Geometry.MaxOrderPages * MemoryGeometry.PageBytes;
        foreach (var ((bytes, nid), count) in HugePageParameters.Counts(change.After, nids).Where(asked => asked.Key.Bytes > largestBlock))
        {
            Take(map, bytes, nid, count - before.GetValueOrDefault((bytes, nid)));
        }
    }

    /// <summary>Round robin over the nodes with memory, or from one node; what has no room there goes anywhere, or is left out.</summary>
    private static void Take(MemblockMap map, ulong bytes, int nid, long count)
    {
        if (nid != MemblockRegion.NoNode)
        {
            TakeFrom(map, bytes, MemblockRegion.NoNode, TakeFrom(map, bytes, nid, count));
            return;
        }

        var nids = map.Memory.Select(region => region.Nid).Distinct().Order().ToList();
        long missing = 0;
        for (int at = 0; at < nids.Count && count > 0; at++)
        {
            missing += TakeFrom(map, bytes, nids[at], (count / nids.Count) + (at < count % nids.Count ? 1 : 0));
        }

        TakeFrom(map, bytes, MemblockRegion.NoNode, missing);
    }

    /// <summary>Takes pages from the top down and returns how many found no room.</summary>
    private static long TakeFrom(MemblockMap map, ulong bytes, int nid, long count)
    {
        if (count <= 0)
        {
            return 0;
        }

        foreach (var free in map.FreeRegions(nid).Reverse().ToList())
        {
            ulong end = free.End & ~(bytes - 1);
            ulong start = (Math.Max(free.Start, MemoryGeometry.PageBytes) + bytes - 1) & ~(bytes - 1);
            long taken = end > start ? Math.Min(count, (long)((end - start) / bytes)) : 0;
            if (taken > 0)
            {
                map.Reserve(end - ((ulong)taken * bytes), end);
                count -= taken;
            }
        }

        return count;
    }
}
