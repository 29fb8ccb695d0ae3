namespace NumaBoot.Memory;

/// <summary>Where one zone of one node lies.</summary>
/// <param name="Nid">Its node.</param>
/// <param name="Kind">Which zone.</param>
/// <param name="Span">From its first to its last frame, holes included (<c>spanned_pages</c>).</param>
/// <param name="PresentPages">Frames of the span that are memory (<c>present_pages</c>).</param>
public sealed record ZoneLayout(int Nid, ZoneKind Kind, PfnRange Span, long PresentPages)
{
    /// <summary>Pages that the zone's own memory map takes (<c>mm/page_alloc.c: calc_memmap_size</c>).</summary>
    public long MemmapPages
    {
        get
        {
            // A sparse zone pays for the sections that are there, not for the holes between them.
            long pages = Span.Pages > PresentPages + (PresentPages >> 4) ? PresentPages : Span.Pages;
            return ((pages * MemoryGeometry.StructPageBytes) + MemoryGeometry.PageBytes - 1) >> MemoryGeometry.PageShift;
        }
    }

    /// <summary>
    /// What it is thought to manage until memblock hands over: its memory without memory map and, on every node that has
    /// a DMA, without the reserve (<c>mm/page_alloc.c: free_area_init_core</c>).
    /// </summary>
    /// <param name="dmaReservePages">See <see cref="DmaReserve"/>.</param>
    public long EstimateManagedPages(long dmaReservePages)
    {
        long pages = PresentPages >= MemmapPages ? PresentPages - MemmapPages : PresentPages;
        return Kind == ZoneKind.Dma && pages > dmaReservePages ? pages - dmaReservePages : pages;
    }
}
