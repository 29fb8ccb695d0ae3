namespace NumaBoot.Memory;

/// <summary>
/// How many pages a zone keeps from requests that could use a higher one
/// (<c>mm/page_alloc.c: setup_per_zone_lowmem_reserve</c>).
/// </summary>
public static class LowmemReserve
{
    // The kernel's default lowmem_reserve_ratio: DMA, DMA32, Normal, Movable.
    private static readonly int[] Ratios = [256, 256, 32, 0];

    /// <summary>No reserve, as until all deferred pages are done.</summary>
    public static long[] None => new long[ZoneKinds.Count];

    /// <summary>The reserve of zone <paramref name="kind"/> by the highest zone that the request could use.</summary>
    /// <param name="kind">Which zone.</param>
    /// <param name="managedByZone">Managed pages of the node's zones, by zone index; <see cref="ZoneKinds.Count"/> entries.</param>
    public static long[] Of(ZoneKind kind, IReadOnlyList<long> managedByZone)
    {
        long[] reserve = new long[ZoneKinds.Count];
        int zid = (int)kind;
        if (zid >= Ratios.Length || Ratios[zid] == 0 || managedByZone[zid] == 0)
        {
            return reserve;
        }

        long above = 0;
        for (int upper = zid + 1; upper < ZoneKinds.Count; upper++)
        {
            above += managedByZone[upper];
            reserve[upper] = above / Ratios[zid];
        }

        return reserve;
    }
}
