using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>The marks that a zone was told, and what they let pass. The zone's own opinion is not asked.</summary>
internal sealed class MarksBook
{
    public ZoneWatermarks Marks { get; set; } = ZoneWatermarks.Zero;

    /// <summary>What the zone keeps from requests that could use a higher one, by that zone's index.</summary>
    public ImmutableArray<long> LowmemReserves { get; set; } = [.. LowmemReserve.None];

    public PageListSize PageList { get; set; } = PageListSize.Boot;

    /// <summary>
    /// How many blocks pass one after the other where so many pages are free, as far as pages are only counted
    /// (<c>mm/page_alloc.c: __zone_watermark_ok</c>).
    /// </summary>
    public long PassingBlocks(long freePages, Demand demand)
    {
        long size = 1L << demand.Order;
        long above = freePages - (size - 1) - Mark(demand.Check) - LowmemReserves[(int)demand.HighestZone];
        return above <= 0 ? 0 : ((above - 1) / size) + 1;
    }

    private long Mark(WatermarkCheck check)
    {
        if (check == WatermarkCheck.Low)
        {
            return Marks.Low;
        }

        // ALLOC_HIGH halves the mark, ALLOC_HARDER takes a quarter off the rest.
        long high = Marks.Min - (Marks.Min / 2);
        return check == WatermarkCheck.Min ? Marks.Min : high - (high / 4);
    }
}
