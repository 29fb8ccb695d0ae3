using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// Lays the zones over the nodes (<c>mm/page_alloc.c: free_area_init, calculate_node_totalpages,
/// zone_spanned_pages_in_node, zone_absent_pages_in_node</c>).
/// </summary>
public static class ZoneSizing
{
    private static readonly ZoneKind[] Ordinary = [ZoneKind.Dma, ZoneKind.Dma32, ZoneKind.Normal];

    /// <summary>The layout of every node in <paramref name="nids"/>, in their order.</summary>
    /// <param name="memblock">All memory with its nodes.</param>
    /// <param name="nids">Which nodes are online, with or without memory.</param>
    /// <param name="limits">Where the architecture's zones end.</param>
    /// <param name="movable">What was asked of Movable.</param>
    /// <param name="geometry">The sizes of the machine.</param>
    public static ImmutableArray<NodeLayout> LayOut(
        MemblockMap memblock, IEnumerable<int> nids, ZoneLimits limits, MovableRequest movable, MemoryGeometry geometry)
    {
        var byNode = memblock.MemoryFrames().GroupBy(memory => memory.Nid)
            .ToDictionary(group => group.Key, group => group.Select(memory => memory.Frames).ToList());
        var bounds = Bounds(byNode.Values, limits);
        var highest = Ordinary.Last(kind => !bounds[(int)kind].IsEmpty || kind == ZoneKind.Dma);
        var movableStarts = MovableZones.Starts(memblock, movable, bounds[(int)highest].Start, geometry);
        var layouts = ImmutableArray.CreateBuilder<NodeLayout>();
        foreach (int nid in nids)
        {
            layouts.Add(byNode.TryGetValue(nid, out var memory)
                ? LayOutNode(nid, memory, bounds, movableStarts.GetValueOrDefault(nid), bounds[(int)highest].End)
                : new NodeLayout(nid, 0, []));
        }

        return layouts.ToImmutable();
    }

    private static PfnRange[] Bounds(IEnumerable<List<PfnRange>> memory, ZoneLimits limits)
    {
        long start = long.MaxValue;
        long maxPfn = 0;
        foreach (var frames in memory.SelectMany(ranges => ranges))
        {
            start = Math.Min(start, frames.Start);
            maxPfn = Math.Max(maxPfn, frames.End);
        }

        var bounds = new PfnRange[ZoneKinds.Count];
        foreach (var kind in Ordinary)
        {
            long end = Math.Max(limits.End(kind, maxPfn), start);
            bounds[(int)kind] = new PfnRange(start, end);
            start = end;
        }

        return bounds;
    }

    private static NodeLayout LayOutNode(int nid, List<PfnRange> memory, PfnRange[] bounds, long movableStart, long movableEnd)
    {
        var node = new PfnRange(memory.Min(frames => frames.Start), memory.Max(frames => frames.End));
        var zones = ImmutableArray.CreateBuilder<ZoneLayout>();
        foreach (var kind in Ordinary)
        {
            var span = bounds[(int)kind].Intersect(node);
            if (movableStart > 0)
            {
                span = span.Intersect(new PfnRange(0, movableStart));
            }

            AddPopulated(zones, nid, kind, span, memory);
        }

        if (movableStart > 0)
        {
            AddPopulated(zones, nid, ZoneKind.Movable, new PfnRange(movableStart, Math.Min(node.End, movableEnd)), memory);
        }

        return new NodeLayout(nid, node.Start, zones.ToImmutable());
    }

    private static void AddPopulated(ImmutableArray<ZoneLayout>.Builder zones, int nid, ZoneKind kind, PfnRange span, List<PfnRange> memory)
    {
        if (span.IsEmpty)
        {
            return;
        }

        long present = memory.Sum(frames => frames.Intersect(span).Pages);
        zones.Add(new ZoneLayout(nid, kind, span, present));
    }
}
