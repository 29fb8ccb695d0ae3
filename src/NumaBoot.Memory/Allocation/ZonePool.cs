namespace NumaBoot.Memory;

/// <summary>
/// The pages of one zone that the allocator owns, and the rules by which it gives them away
/// (<c>struct zone</c>; <c>mm/page_alloc.c: __zone_watermark_ok, rmqueue</c>).
/// </summary>
public sealed class ZonePool
{
    /// <summary>An empty pool; its managed count is the estimate that stands until memblock is freed.</summary>
    public ZonePool(ZoneLayout layout, MemoryGeometry geometry, long provisionalManagedPages)
    {
        Layout = layout;
        ManagedPages = provisionalManagedPages;
        Free = new FreeAreas(geometry, layout.Span);
        LowmemReserves = LowmemReserve.None;
    }

    /// <summary>Where the zone lies.</summary>
    public ZoneLayout Layout { get; }

    /// <summary>Its free blocks.</summary>
    public FreeAreas Free { get; }

    /// <summary>Pages that were ever freed to it (<c>managed_pages</c>).</summary>
    public long ManagedPages { get; private set; }

    /// <summary>Its marks; zero until all deferred pages are done.</summary>
    public ZoneWatermarks Watermarks { get; set; } = ZoneWatermarks.Zero;

    /// <summary>What it keeps from requests that could use a higher zone, by that zone's index.</summary>
    public long[] LowmemReserves { get; set; }

    /// <summary>How large the CPUs' lists of this zone are.</summary>
    public PageListSize PageList { get; set; } = PageListSize.Boot;

    /// <summary>Forgets the estimate: from here on pages count as they are freed (<c>reset_all_zones_managed_pages</c>).</summary>
    public void ResetManaged() => ManagedPages = 0;

    /// <summary>Adds pages that were built; nobody has put them to use yet (<c>deferred_free_range</c>).</summary>
    public void AddBuilt(PfnRange frames)
    {
        Free.MakeMovable(frames);
        AddManaged(frames);
    }

    /// <summary>Adds pages for good, as a kernel does with those of its image (<c>__free_pages_core</c>).</summary>
    public void AddManaged(PfnRange frames)
    {
        ManagedPages += frames.Pages;
        Free.FreeRange(frames);
    }

    /// <summary>
    /// How many blocks of <paramref name="order"/> may be taken one after the other, each passing the check
    /// (<c>__zone_watermark_ok</c>); 0 where the first would not.
    /// </summary>
    public long Allowed(int order, WatermarkCheck check, ZoneKind highestZone)
    {
        long size = 1L << order;
        long spare = Free.FreePages - (size - 1) - Mark(check) - LowmemReserves[(int)highestZone];
        if (spare <= 0 || (order > 0 && !Free.HasBlock(order)))
        {
            return 0;
        }

        return ((spare - 1) >> order) + 1;
    }

    /// <summary>
    /// How many pages may be taken in blocks of whatever order and type and in whatever order of requests, so that each
    /// passes any check and finds a block. It counts blocks of the largest order alone, which every type may take over: each
    /// gives all it has, but for what is left of the last one that each type has broken up.
    /// </summary>
    public long SurePages()
    {
        int largest = Free.LargestOrder;
        long inLargest = (Free.Count(largest) - MigrateTypes.Count) << largest;
        long aboveMarks = Free.FreePages - Watermarks.Low - LowmemReserves.Max() - (1L << largest);
        return Math.Max(0, Math.Min(inLargest, aboveMarks));
    }

    /// <summary>Takes up to <paramref name="count"/> blocks without a check; see <see cref="FreeAreas.Take"/>.</summary>
    public long Take(int order, long count, List<PfnRange> taken, MigrateType type = MigrateType.Unmovable, bool noFragment = false) =>
        Free.Take(order, count, taken, type, noFragment);

    /// <summary>Takes back blocks of <paramref name="order"/> (<c>__free_one_page</c>).</summary>
    public void GiveBack(PfnRange frames, int order)
    {
        for (long pfn = frames.Start; pfn < frames.End; pfn += 1L << order)
        {
            Free.FreeBlock(pfn, order);
        }
    }

    /// <summary>The counts that a snapshot holds of it.</summary>
    public ZonePages ToZonePages() => new(Layout.Nid, Layout.Kind, ManagedPages, Watermarks);

    private long Mark(WatermarkCheck check) => check switch
    {
        WatermarkCheck.Low => Watermarks.Low,
        WatermarkCheck.Min => Watermarks.Min,
        _ => Quarter(Watermarks.Min - (Watermarks.Min / 2)),
    };

    private static long Quarter(long min) => min - (min / 4);
}
