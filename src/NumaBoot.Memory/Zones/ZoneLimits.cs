namespace NumaBoot.Memory;

/// <summary>
/// Where the architecture's zones end (<c>arch/x86/mm/init.c: zone_sizes_init</c>). A zone starts where the one below
/// ends; the lowest starts with memory.
/// </summary>
/// <param name="DmaEnd">First frame behind DMA; 0 where the machine has no such zone.</param>
/// <param name="Dma32End">First frame behind DMA32; 0 where the machine has no such zone.</param>
public sealed record ZoneLimits(long DmaEnd, long Dma32End)
{
    /// <summary>x86_64: DMA below 16 MiB, DMA32 below 4 GiB.</summary>
    public static ZoneLimits X86 { get; } = new(DmaEnd: 4096, Dma32End: 1L << 20);

    /// <summary>One zone, Normal, for all memory.</summary>
    public static ZoneLimits NormalOnly { get; } = new(DmaEnd: 0, Dma32End: 0);

    /// <summary>The end of zone <paramref name="kind"/> where memory ends at <paramref name="maxPfn"/>.</summary>
    public long End(ZoneKind kind, long maxPfn) => kind switch
    {
        ZoneKind.Dma => Math.Min(DmaEnd, maxPfn),
        ZoneKind.Dma32 => Math.Min(Dma32End, maxPfn),
        _ => maxPfn,
    };
}
