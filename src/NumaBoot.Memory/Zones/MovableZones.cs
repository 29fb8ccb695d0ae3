namespace NumaBoot.Memory;

/// <summary>
/// Where Movable starts on every node (<c>mm/page_alloc.c: find_zone_movable_pfns_for_nodes</c>): kernel memory is
/// spread evenly, and what a node cannot hold is spread again over the rest.
/// </summary>
public static class MovableZones
{
    /// <summary>The first frame of Movable by node; a node that is missing has none.</summary>
    /// <param name="memblock">All memory with its nodes.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="usableStart">The first frame of the highest zone that has memory: only from there on may pages be movable.</param>
    /// <param name="geometry">Movable starts at a multiple of the largest block.</param>
    public static SortedDictionary<int, long> Starts(MemblockMap memblock, MovableRequest request, long usableStart, MemoryGeometry geometry)
    {
        var memory = memblock.MemoryFrames().ToList();
        var nodes = memory.Select(frames => frames.Nid).Distinct().Order().ToList();
        long total = memory.Sum(frames => frames.Frames.Pages);
        long kernelcore = RequiredKernelcore(request, total, geometry);
        var starts = new SortedDictionary<int, long>();
        if (kernelcore == 0 || kernelcore >= total)
        {
            return starts;
        }

        int usableNodes = nodes.Count;
        do
        {
            kernelcore = SpreadOnce(memory, nodes, starts, kernelcore, usableNodes, usableStart);
            usableNodes--;
        }
        while (usableNodes > 0 && kernelcore > usableNodes);

        return Align(memory, starts, geometry);
    }

    private static long RequiredKernelcore(MovableRequest request, long total, MemoryGeometry geometry)
    {
        long kernelcore = request.KernelcorePercent > 0 ? total * request.KernelcorePercent / 100 : request.KernelcorePages;
        long movablecore = request.MovablecorePercent > 0 ? total * request.MovablecorePercent / 100 : request.MovablecorePages;
        if (movablecore == 0)
        {
            return kernelcore;
        }

        movablecore = Math.Min(total, MemoryGeometry.AlignUp(movablecore, geometry.MaxOrderPages));
        return Math.Max(kernelcore, total - movablecore);
    }

    private static long SpreadOnce(
        List<MemoryFrames> memory, List<int> nodes, SortedDictionary<int, long> starts, long kernelcore, int usableNodes, long usableStart)
    {
        long share = kernelcore / usableNodes;
        foreach (int nid in nodes)
        {
            // The share shrinks once the nodes before have taken more than theirs.
            share = kernelcore < share ? kernelcore / usableNodes : share;
            long remaining = share;
            foreach (var (_, frames) in memory.Where(frames => frames.Nid == nid))
            {
                long start = Math.Max(frames.Start, starts.GetValueOrDefault(nid));
                if (start >= frames.End)
                {
                    continue;
                }

                if (start < usableStart)
                {
                    long below = Math.Min(frames.End, usableStart) - start;
                    remaining -= Math.Min(below, remaining);
                    kernelcore -= Math.Min(below, kernelcore);
                    if (frames.End <= usableStart)
                    {
                        // Pushed to the end, so that another round does not count these pages again.
                        starts[nid] = frames.End;
                        continue;
                    }

                    start = usableStart;
                }

                long size = Math.Min(frames.End - start, remaining);
                starts[nid] = start + size;
                kernelcore -= Math.Min(kernelcore, size);
                remaining -= size;
                if (remaining == 0)
                {
                    break;
                }
            }
        }

        return kernelcore;
    }

    private static SortedDictionary<int, long> Align(List<MemoryFrames> memory, SortedDictionary<int, long> starts, MemoryGeometry geometry)
    {
        var aligned = new SortedDictionary<int, long>();
        foreach (var (nid, start) in starts)
        {
            long up = MemoryGeometry.AlignUp(start, geometry.MaxOrderPages);
            long end = memory.Where(frames => frames.Nid == nid).Max(frames => frames.Frames.End);
            if (up < end)
            {
                aligned[nid] = up;
            }
        }

        return aligned;
    }
}
