using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// Where the early memory map of each node stops (<c>mm/page_alloc.c: memmap_init, defer_init</c>; before the seed patch
/// <c>reset_deferred_meminit, update_defer_init</c>). The reserve was 2 GiB in 4.2, 2 GiB or node/256 from 4.6 on, and
/// has counted reservations since 4.12 (864b9a393dcb).
/// </summary>
public static class EarlyMemoryMap
{
    /// <summary>
    /// Each node's first deferred frame, or <see cref="Frontier.None"/> where all of it is built. Low zones are always
    /// built; in the last one only frames that are memory count, and only a section boundary that is memory can stop
    /// the map.
    /// </summary>
    /// <param name="nodes">Where the nodes' zones lie.</param>
    /// <param name="memblock">Their memory, and the reservations that the static reserve makes up for.</param>
    /// <param name="policy">How much is built early, and how that is counted.</param>
    /// <param name="geometry">The machine's sizes.</param>
    public static ImmutableArray<long> FrontiersOf(
        IReadOnlyList<NodeLayout> nodes, MemblockMap memblock, InitPolicy policy, MemoryGeometry geometry)
    {
        var frontiers = nodes.ToDictionary(node => node.Nid, _ => Frontier.None);
        if (policy.BuiltEarly != EarlyRule.Everything)
        {
            BuildEarly(frontiers, nodes.ToDictionary(node => node.Nid), memblock, policy, geometry);
        }

        return [.. nodes.Select(node => frontiers[node.Nid])];
    }

    private static void BuildEarly(
        Dictionary<int, long> frontiers, Dictionary<int, NodeLayout> nodes, MemblockMap memblock, InitPolicy policy, MemoryGeometry geometry)
    {
        var quotas = nodes.ToDictionary(node => node.Key, node => QuotaPages(node.Value, memblock, policy, geometry));
        var count = new EarlyPageCount(policy.EarlyCount);
        foreach (var (nid, memory) in memblock.MemoryFrames())
        {
            foreach (var zone in nodes[nid].Zones)
            {
                var frames = memory.Intersect(zone.Span);
                if (frames.IsEmpty)
                {
                    continue;
                }

                count.Enter(zone);
                bool mayStop = policy.EarlyStop == EarlyStopRule.ByZone || frames.End == zone.Span.End;
                if (mayStop && zone == nodes[nid].LastZone && frontiers[nid] == Frontier.None)
                {
                    frontiers[nid] = count.Build(frames, quotas[nid], geometry);
                }
            }
        }
    }

    private static long QuotaPages(NodeLayout node, MemblockMap memblock, InitPolicy policy, MemoryGeometry geometry)
    {
        if (policy.BuiltEarly == EarlyRule.OneSection)
        {
            return Math.Min(geometry.SectionPages, node.SpannedPages);
        }

        const long TwoGiB = 2L << (30 - MemoryGeometry.PageShift);
        long quota = policy.BuiltEarly == EarlyRule.FixedReserve ? TwoGiB : Math.Max(TwoGiB, node.SpannedPages >> 8);
        if (policy.BuiltEarly == EarlyRule.StaticReserve)
        {
            ulong start = (ulong)node.Start << MemoryGeometry.PageShift;
            ulong end = start + ((ulong)quota << MemoryGeometry.PageShift);
            quota += MemoryGeometry.PfnDown(memblock.ReservedBytesTouching(start, end));
        }

        return Math.Min(quota, node.SpannedPages);
    }
}
