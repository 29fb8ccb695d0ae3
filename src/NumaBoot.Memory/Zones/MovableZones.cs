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
        var memory = new SortedDictionary<int, List<PfnRange>>(
            memblock.MemoryFrames().GroupBy(frames => frames.Nid).ToDictionary(node => node.Key, node => node.Select(frames => frames.Frames).ToList()));
        long total = memory.Values.Sum(ofNode => ofNode.Sum(frames => frames.Pages));
        long kernelcore = RequiredKernelcore(request, total, geometry);
        if (kernelcore == 0 || kernelcore >= total)
        {
            return [];
        }

        return Align(memory, Spread(memory, kernelcore, usableStart), geometry);
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

    /// <summary>Where Movable starts, not yet aligned: round by round until next to nothing is left to spread.</summary>
    private static SortedDictionary<int, long> Spread(SortedDictionary<int, List<PfnRange>> memory, long kernelcore, long usableStart)
    {
        var starts = new SortedDictionary<int, long>();
        var open = memory.ToList();
        int usableNodes = open.Count;
        do
        {
            kernelcore = SpreadOnce(open, starts, kernelcore, usableNodes, usableStart);

            // Full nodes take no more part; thousands of them are not to be asked again in each of thousands of rounds.
            open.RemoveAll(node => starts.GetValueOrDefault(node.Key) >= node.Value[^1].End);
            usableNodes--;
        }
        while (usableNodes > 0 && kernelcore > usableNodes);

        return starts;
    }

    private static long SpreadOnce(
        List<KeyValuePair<int, List<PfnRange>>> nodes, SortedDictionary<int, long> starts, long kernelcore, int usableNodes, long usableStart)
    {
        long share = kernelcore / usableNodes;
        foreach (var (nid, memory) in nodes)
        {
            // The share shrinks once the nodes before have taken more than theirs.
            share = kernelcore < share ? kernelcore / usableNodes : share;
            kernelcore = FillNode(nid, memory, starts, share, kernelcore, usableStart);
        }

        return kernelcore;
    }

    /// <summary>Gives a node its share of kernel memory and returns what is left to spread.</summary>
    private static long FillNode(
        int nid, List<PfnRange> memory, SortedDictionary<int, long> starts, long remaining, long kernelcore, long usableStart)
    {
        foreach (var frames in memory)
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

        return kernelcore;
    }

    private static SortedDictionary<int, long> Align(
        SortedDictionary<int, List<PfnRange>> memory, SortedDictionary<int, long> starts, MemoryGeometry geometry)
    {
        var aligned = new SortedDictionary<int, long>();
        foreach (var (nid, start) in starts)
        {
            long up = MemoryGeometry.AlignUp(start, geometry.MaxOrderPages);
            if (up < memory[nid][^1].End)
            {
                aligned[nid] = up;
            }
        }

        return aligned;
    }
}
