namespace NumaBoot.Memory;

/// <summary>
/// min_free_kbytes and what follows from it (<c>mm/page_alloc.c: init_per_zone_wmark_min,
/// calculate_min_free_kbytes, __setup_per_zone_wmarks</c>; <c>mm/khugepaged.c: set_recommended_min_free_kbytes</c>).
/// </summary>
public static class WatermarkSizing
{
    /// <summary>The kernel's default <c>watermark_scale_factor</c>, in parts of 10,000.</summary>
    public const int ScaleFactor = 10;

    private const long LeastMinFreeKiB = 128;
    private const long MostMinFreeKiB = 262144;

    // Movable and non-movable page block types that khugepaged wants to keep apart (MIGRATE_PCPTYPES).
    private const int MigrateTypes = 3;

    private const long LeastKiBForHugePages = 512 * 1024;

    /// <summary>
    /// Pages of DMA, DMA32 and Normal above their high marks (<c>nr_free_buffer_pages</c>).
    /// </summary>
    public static long FreeBufferPages(IEnumerable<ZonePages> zones)
    {
        long pages = 0;
        foreach (var zone in zones)
        {
            if (zone.Kind <= ZoneKind.Normal && zone.ManagedPages > zone.Watermarks.High)
            {
                pages += zone.ManagedPages - zone.Watermarks.High;
            }
        }

        return pages;
    }

    /// <summary>min_free_kbytes as first set, from <see cref="FreeBufferPages"/>: sqrt(16 * KiB), between 128 and 262,144.</summary>
    public static long FirstMinFreeKiB(long freeBufferPages) =>
        Math.Clamp(IntegerSqrt(16 * MemoryGeometry.KiBOf(freeBufferPages)), LeastMinFreeKiB, MostMinFreeKiB);

    /// <summary>
    /// min_free_kbytes once khugepaged has raised it; <paramref name="minFreeKiB"/> where it asks for no more, or where
    /// the machine is too small for it to run.
    /// </summary>
    /// <param name="zones">All zones with their first marks.</param>
    /// <param name="minFreeKiB">The value so far.</param>
    /// <param name="totalPages">All pages of the machine that are not reserved (<c>totalram_pages</c>).</param>
    /// <param name="geometry">For the size of a pageblock.</param>
    public static long RaisedMinFreeKiB(IReadOnlyCollection<ZonePages> zones, long minFreeKiB, long totalPages, MemoryGeometry geometry)
    {
        if (!HasHugePages(totalPages))
        {
            return minFreeKiB;
        }

        int populated = zones.Count(zone => zone.Kind <= ZoneKind.Normal);
        long recommended = geometry.PageblockPages * populated * (2 + (MigrateTypes * MigrateTypes));
        recommended = Math.Min(recommended, FreeBufferPages(zones) / 20);
        return Math.Max(minFreeKiB, MemoryGeometry.KiBOf(recommended));
    }

    /// <summary>
    /// Whether a machine has enough memory for transparent huge pages, without which khugepaged does not run
    /// (<c>mm/huge_memory.c: hugepage_init</c>).
    /// </summary>
    /// <param name="totalPages">All pages of the machine that are not reserved (<c>totalram_pages</c>).</param>
    public static bool HasHugePages(long totalPages) => MemoryGeometry.KiBOf(totalPages) >= LeastKiBForHugePages;

    /// <summary>The marks of a zone.</summary>
    /// <param name="minFreeKiB">The machine's min_free_kbytes.</param>
    /// <param name="managedPages">The zone's pages.</param>
    /// <param name="allManagedPages">The pages of all zones, Movable with them.</param>
    public static ZoneWatermarks Marks(long minFreeKiB, long managedPages, long allManagedPages)
    {
        long pagesMin = MemoryGeometry.PagesOfKiB(minFreeKiB);
        long min = allManagedPages == 0 ? 0 : (long)((UInt128)pagesMin * (ulong)managedPages / (ulong)allManagedPages);
        long gap = Math.Max(min >> 2, MultiplyFraction(managedPages, ScaleFactor, 10000));
        return new ZoneWatermarks(min, min + gap, min + (2 * gap));
    }

    private static long MultiplyFraction(long value, long numerator, long denominator) =>
        ((value / denominator) * numerator) + ((value % denominator) * numerator / denominator);

    private static long IntegerSqrt(long value)
    {
        long root = (long)Math.Sqrt(value);
        while (root * root > value)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= value)
        {
            root++;
        }

        return root;
    }
}
