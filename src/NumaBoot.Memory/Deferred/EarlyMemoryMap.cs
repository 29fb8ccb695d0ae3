namespace NumaBoot.Memory;

/// <summary>
/// Where the early memory map of a node stops (<c>mm/page_alloc.c: memmap_init, defer_init</c>; before the seed patch
/// <c>reset_deferred_meminit, update_defer_init</c>).
/// </summary>
public static class EarlyMemoryMap
{
    /// <summary>
    /// The node's first deferred frame, or <see cref="Frontier.None"/> where all of it is built. Low zones are always
    /// built; in the last one only frames that are memory count, and only a section boundary that is memory can stop
    /// the map.
    /// </summary>
    /// <param name="node">Where the node's zones lie.</param>
    /// <param name="memory">The node's memory, ascending.</param>
    /// <param name="memblock">For the reservations that the static reserve makes up for.</param>
    /// <param name="policy">How much is built early.</param>
    /// <param name="geometry">The machine's sizes.</param>
    public static long FrontierOf(
        NodeLayout node, IEnumerable<PfnRange> memory, MemblockMap memblock, InitPolicy policy, MemoryGeometry geometry)
    {
        if (node.LastZone is not { } zone || policy.BuiltEarly == EarlyRule.Everything)
        {
            return Frontier.None;
        }

        long quota = QuotaPages(node, memblock, policy, geometry);
        long counted = 0;
        foreach (var region in memory)
        {
            var frames = region.Intersect(zone.Span);
            if (frames.IsEmpty)
            {
                continue;
            }

            // The frame that makes the count exceed the quota is the first that may be left out.
            long stop = geometry.SectionAlignUp(Math.Max(frames.Start, frames.Start + quota - counted));
            if (stop < frames.End)
            {
                return stop;
            }

            counted += frames.Pages;
        }

        return Frontier.None;
    }

    private static long QuotaPages(NodeLayout node, MemblockMap memblock, InitPolicy policy, MemoryGeometry geometry)
    {
        if (policy.BuiltEarly == EarlyRule.OneSection)
        {
            return Math.Min(geometry.SectionPages, node.SpannedPages);
        }

        const long TwoGiB = 2L << (30 - MemoryGeometry.PageShift);
        long quota = Math.Max(TwoGiB, node.SpannedPages >> 8);
        ulong start = (ulong)node.Start << MemoryGeometry.PageShift;
        ulong end = start + ((ulong)quota << MemoryGeometry.PageShift);
        quota += MemoryGeometry.PfnDown(memblock.ReservedBytesTouching(start, end));
        return Math.Min(quota, node.SpannedPages);
    }
}
