namespace NumaBoot.Memory;

/// <summary>
/// Pages below the end of DMA that memblock keeps (<c>arch/x86/mm/init.c: memblock_find_dma_reserve</c>): the kernel takes
/// them off what it thinks a zone DMA will manage.
/// </summary>
public static class DmaReserve
{
    /// <summary>How many there are on all nodes together.</summary>
    public static long PagesOf(MemblockMap memblock, ZoneLimits limits)
    {
        var dma = new PfnRange(0, limits.DmaEnd);
        return memblock.MemoryFrames().Sum(memory => memory.Frames.Intersect(dma).Pages)
            - memblock.FreeFrames().Sum(frames => frames.Intersect(dma).Pages);
    }
}
