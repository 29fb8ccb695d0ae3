using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Zones;

public sealed class ZoneLayoutTests
{
    // 64 bytes a page. The recorded kernels: 782,304 pages take 12,224 (managed 770,080 at first), 524,288 take 8,192.
    //
    // Expect whole pages, a started one too.
    [Theory]
    [InlineData(782304, 12224)]
    [InlineData(524288, 8192)]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(65, 2)]
    [InlineData(0, 0)]
    public void A_memory_map_takes_64_bytes_a_page(long pages, long memmap)
    {
        Assert.Equal(memmap, Zone(pages, pages).MemmapPages);
    }

    //   present 16,000, a sixteenth of it is 1,000
    //   17,000 spanned: 17,000 * 64 / 4096 = 265.6      17,001 spanned: 16,000 * 64 / 4096 = 250
    // Expect a zone with small holes to pay for its span, and one with larger holes for what is there.
    [Theory]
    [InlineData(17000, 266)]
    [InlineData(17001, 250)]
    public void A_sparse_zone_pays_for_what_is_there(long spanned, long memmap)
    {
        Assert.Equal(memmap, Zone(spanned, 16000).MemmapPages);
    }

    // 4,096 pages present, of which 64 bytes each take 64 pages; 100 pages below the end of DMA are reserved.
    // Expect the memory map to be taken off every zone, the reserve off every DMA that has more than it, and off no other.
    [Theory]
    [InlineData(ZoneKind.Dma, 0, 100, 3932)]
    [InlineData(ZoneKind.Dma, 7, 100, 3932)]
    [InlineData(ZoneKind.Dma, 0, 4032, 4032)]
    [InlineData(ZoneKind.Dma, 0, 4031, 1)]
    [InlineData(ZoneKind.Dma32, 0, 100, 4032)]
    public void A_zone_is_thought_to_manage_what_is_not_taken_yet(ZoneKind kind, int nid, long reserve, long managed)
    {
        Assert.Equal(managed, new ZoneLayout(nid, kind, PfnRange.Of(0, 4096), 4096).EstimateManagedPages(reserve));
    }

    //   pfn  0       1024      2048     4096
    //        |== 0 ==|rr= 1 ===|.rr.....|=== 1 ===|     DMA ends at 4096; pages 1024-1033 and 2100-2199 are reserved, the
    //                                                   latter are no memory, and 5000-5999 lie above
    // Expect the reserved memory of all nodes below the end of DMA, 10 pages, and none where there is no DMA.
    [Fact]
    public void The_dma_reserve_is_reserved_memory_below_the_end_of_dma()
    {
        var map = new MemblockMap();
        map.Add(0, Drawing.Bytes(1024), 0);
        map.Add(Drawing.Bytes(1024), Drawing.Bytes(2048), 1);
        map.Add(Drawing.Bytes(4096), Drawing.Bytes(8192), 1);
        map.Reserve(Drawing.Bytes(1024), Drawing.Bytes(1034));
        map.Reserve(Drawing.Bytes(2100), Drawing.Bytes(2200));
        map.Reserve(Drawing.Bytes(5000), Drawing.Bytes(6000));

        Assert.Equal(10, DmaReserve.PagesOf(map, ZoneLimits.X86));
        Assert.Equal(0, DmaReserve.PagesOf(map, ZoneLimits.NormalOnly));
    }

    // Expect the names of /proc/zoneinfo, by zone index, and each to be read back whatever its case.
    [Fact]
    public void Zones_have_the_names_of_zoneinfo()
    {
        string[] names = [.. Enumerable.Range(0, ZoneKinds.Count).Select(zid => ((ZoneKind)zid).Name())];

        Assert.Equal("DMA DMA32 Normal Movable Device", string.Join(' ', names));
        Assert.All(names, name => Assert.True(ZoneKinds.TryParse(name.ToUpperInvariant(), out var kind) && kind.Name() == name));
        Assert.False(ZoneKinds.TryParse("HighMem", out _));
    }

    // Expect the limits of x86_64, 16 MiB and 4 GiB, or the end of memory where that is lower.
    [Theory]
    [InlineData(1L << 30, 4096, 1L << 20, 1L << 30)]
    [InlineData(1L << 18, 4096, 1L << 18, 1L << 18)]
    [InlineData(2048, 2048, 2048, 2048)]
    public void Zones_end_at_their_limit_or_with_memory(long maxPfn, long dma, long dma32, long normal)
    {
        ZoneKind[] kinds = [ZoneKind.Dma, ZoneKind.Dma32, ZoneKind.Normal];

        Assert.Equal([dma, dma32, normal], kinds.Select(kind => ZoneLimits.X86.End(kind, maxPfn)));
    }

    // Expect a zone to be named by its node and kind.
    [Fact]
    public void A_zone_is_named_by_node_and_kind()
    {
        Assert.Equal("3:DMA32", new ZoneRef(3, ZoneKind.Dma32).ToString());
    }

    private static ZoneLayout Zone(long spanned, long present) => new(0, ZoneKind.Normal, PfnRange.Of(0, spanned), present);
}
