using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Puts a zone's memory into its span where the addresses of holes are hidden: where PCs have them. On a PC the first MiB
/// ends in a hole, and a low zone in the gap below 4 GiB. A node's last zone begins and ends with memory, so a hole in it
/// lies in between.
/// </summary>
internal static class ZonePlacement
{
    private const long LowMiBEnd = 256;

    /// <summary>The frames that are memory, as many as are present.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="blocks">Frames that its node has blocks for; may be none.</param>
    /// <param name="isLast">Whether the node has no zone above.</param>
    /// <param name="geometry">The size of a section, which a hole begins at where there is room.</param>
    public static PfnRangeSet Place(SystemZone zone, IEnumerable<PfnRange> blocks, bool isLast, MemoryGeometry geometry)
    {
        var frames = new PfnRangeSet();
        foreach (var block in blocks)
        {
            frames.Add(block.Intersect(zone.Span));
        }

        if (frames.Pages < zone.PresentPages)
        {
            frames.Clear();
            frames.Add(zone.Span);
        }

        long hole = frames.Pages - zone.PresentPages;
        if (zone.Span.Contains(LowMiBEnd))
        {
            long low = Math.Min(hole, LowMiBEnd - zone.Span.Start - 1);
            hole -= frames.Remove(PfnRange.Of(LowMiBEnd - low, low));
        }

        if (hole > 0)
        {
            Cut(frames, isLast ? FirstHalf(zone.PresentPages, geometry) : zone.PresentPages, hole);
        }

        return frames;
    }

    private static long FirstHalf(long pages, MemoryGeometry geometry)
    {
        long half = pages / 2;
        return half > geometry.SectionPages ? half & ~(geometry.SectionPages - 1) : half;
    }

    /// <summary>Takes out <paramref name="hole"/> frames behind the first <paramref name="kept"/>.</summary>
    private static void Cut(PfnRangeSet frames, long kept, long hole)
    {
        foreach (var range in frames.ToList())
        {
            long keeps = Math.Min(kept, range.Pages);
            long cut = Math.Min(hole, range.Pages - keeps);
            frames.Remove(PfnRange.Of(range.Start + keeps, cut));
            kept -= keeps;
            hole -= cut;
        }
    }
}
