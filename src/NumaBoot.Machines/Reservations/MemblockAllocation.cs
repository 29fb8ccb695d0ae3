using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Takes memory from memblock as the kernel does, from the top down (<c>mm/memblock.c: memblock_find_in_range_node</c>).</summary>
internal static class MemblockAllocation
{
    /// <summary>Reserves and returns the highest free place; null where there is none.</summary>
    /// <param name="map">Where to take it from.</param>
    /// <param name="sizeBytes">How much; at least 1.</param>
    /// <param name="alignBytes">A power of two.</param>
    /// <param name="nid">On which node; <see cref="MemblockRegion.NoNode"/>: any.</param>
    /// <param name="from">The lowest address that will do.</param>
    /// <param name="to">The address that it must lie below.</param>
    public static MemblockRegion? TakeTopDown(
        MemblockMap map, ulong sizeBytes, ulong alignBytes, int nid = MemblockRegion.NoNode, ulong from = 0, ulong to = InputLimits.MaxAddress)
    {
        var place = FindTopDown(map, sizeBytes, alignBytes, nid, from, to);
        if (place is { } found)
        {
            map.Reserve(found.Start, found.End);
        }

        return place;
    }

    private static MemblockRegion? FindTopDown(MemblockMap map, ulong sizeBytes, ulong alignBytes, int nid, ulong from, ulong to)
    {
        if (sizeBytes == 0)
        {
            return null;
        }

        MemblockRegion? highest = null;
        foreach (var free in map.FreeRegions(nid))
        {
            // The first page stays unused, so that no address is 0 (PAGE_SIZE as the lower bound in the kernel).
            ulong start = Math.Max(Math.Max(free.Start, from), MemoryGeometry.PageBytes);
            ulong end = Math.Min(free.End, to);
            if (end < sizeBytes || end <= start)
            {
                continue;
            }

            ulong candidate = (end - sizeBytes) & ~(alignBytes - 1);
            if (candidate >= start)
            {
                highest = new MemblockRegion(candidate, candidate + sizeBytes);
            }
        }

        return highest;
    }
}
