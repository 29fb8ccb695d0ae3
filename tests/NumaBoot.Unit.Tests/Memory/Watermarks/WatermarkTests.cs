using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Watermarks;

/// <summary>Marks, reserves and page lists, worked through with the numbers of a recorded boot (n4-tracebuf).</summary>
public sealed class WatermarkTests
{
    // The kernel printed min_free_kbytes 135168 and, for zone DMA of node 0, managed 3840 of 2,011,648 pages:
    //   135168 / 4 = 33792 pages; 33792 * 3840 / 2011648 = 64 at most, as printed 63 with its own total;
    //   step = max(63 / 4, 3840 * 10 / 10000) = max(15, 3) = 15: low 78, high 93.
    // Expect the marks that its zoneinfo shows.
    [Fact]
    public void The_marks_of_a_zone_are_its_share_of_min_free_kbytes()
    {
        var marks = WatermarkSizing.Marks(minFreeKiB: 135168, managedPages: 3840, allManagedPages: 2_034_000);

        Assert.Equal(new ZoneWatermarks(63, 78, 93), marks);
    }

    // 1 TiB managed with min_free_kbytes 1024: min = 256, and the scale factor wins: 268435456 * 10 / 10000 = 268435.
    // Expect low and high a step of 0.1 % of the zone apart.
    [Fact]
    public void Large_zones_step_by_a_thousandth()
    {
        var marks = WatermarkSizing.Marks(1024, 1L << 28, 1L << 28);

        Assert.Equal(new ZoneWatermarks(256, 256 + 268435, 256 + (2 * 268435)), marks);
    }

    // sqrt(16 KiB * 1 GiB in KiB) = sqrt(16 * 1048576) = 4096; at least 128, at most 262144.
    // Expect the square root between the two limits.
    [Theory]
    [InlineData(1L << 18, 4096)]
    [InlineData(16, 128)]
    [InlineData(1L << 40, 262144)]
    public void The_first_min_free_kbytes_is_a_square_root(long pages, long expected) =>
        Assert.Equal(expected, WatermarkSizing.FirstMinFreeKiB(pages));

    // Node 0 of n4-tracebuf: DMA below DMA32 with 498,600 managed pages or so: 1947 * 256 = 498,432 .. 498,687.
    // Expect 1/256 of all pages above, for requests that could use any higher zone, and nothing for its own.
    [Fact]
    public void A_low_zone_keeps_a_256th_of_what_is_above_it()
    {
        Assert.Equal([0L, 1947, 1947, 1947, 1947], LowmemReserve.Of(ZoneKind.Dma, [3840, 498_600, 0, 0, 0]));
        Assert.Equal([0L, 0, 0, 0, 0], LowmemReserve.Of(ZoneKind.Dma32, [3840, 498_600, 0, 0, 0]));
    }

    // 1,048,576 Normal pages / 256 = 4096; with 1,048,576 Movable ones 8192. Normal keeps 1/32 of Movable: 32,768.
    // Expect each higher zone to add its share.
    [Fact]
    public void Each_zone_above_adds_to_the_reserve()
    {
        long[] managed = [3840, 500_000, 1 << 20, 1 << 20, 0];

        Assert.Equal([0L, 0, 4096, 8192, 8192], LowmemReserve.Of(ZoneKind.Dma32, managed));
        Assert.Equal([0L, 0, 0, 32768, 32768], LowmemReserve.Of(ZoneKind.Normal, managed));
    }

    // 3840 pages: min(3840 >> 10, 256) = 3, / 4 = 0, at least 1, * 1.5 = 1, rounded down to a power of two less one = 0,
    // at least 1. high = max(low / CPUs, 4 * batch) = max(78 / 2, 4) = 39, as zoneinfo shows.
    // Expect the list of zone DMA on a node of two CPUs.
    [Fact]
    public void A_small_zone_has_lists_of_single_pages() =>
        Assert.Equal(new PageListSize(High: 39, Batch: 1), PageListSize.Of(3840, lowMark: 78, cpusOfNode: 2, onlineCpus: 8));

    // 1 GiB: 262144 >> 10 = 256, / 4 = 64, * 1.5 = 96, rounded down to 64, less one = 63. high = 4 * 63 = 252 without marks.
    // Expect the batch that large zones have; a node without CPUs shares its mark among all.
    [Fact]
    public void A_large_zone_has_batches_of_63()
    {
        Assert.Equal(new PageListSize(252, 63), PageListSize.Of(1 << 18, 0, 4, 8));
        Assert.Equal(new PageListSize(1000, 63), PageListSize.Of(1 << 18, 8000, 0, 8));
    }

    // 4 TiB: 2^30 >> 10 is far more than the 256 pages of 1 MiB.
    // Expect the batch not to grow with zones of more than 1 GiB.
    [Fact]
    public void No_zone_has_a_batch_of_more_than_63() =>
        Assert.Equal(new PageListSize(252, 63), PageListSize.Of(1 << 30, 0, 4, 8));

    // DMA has 3840 pages and keeps 40 above high, Normal 500; DMA32 has fewer than its mark; Movable does not count.
    // Expect what lies above the high marks: 3800 + 0 + 500.
    [Fact]
    public void Buffers_may_use_what_lies_above_the_high_marks() =>
        Assert.Equal(
            4300,
            WatermarkSizing.FreeBufferPages(
                [Zone(ZoneKind.Dma, 3840, 40), Zone(ZoneKind.Dma32, 30, 40), Zone(ZoneKind.Normal, 1000, 500), Zone(ZoneKind.Movable, 9000, 0)]));

    // 512 MiB are 131,072 pages. One populated zone: 2 + 3 * 3 = 11 pageblocks of 512 pages are 5,632 pages, 22,528 KiB.
    // Expect khugepaged to run from 512 MiB on, and not with a page less.
    [Theory]
    [InlineData(131072, 22528)]
    [InlineData(131071, 1000)]
    public void Khugepaged_needs_half_a_gibibyte(long totalPages, long minFreeKiB) =>
        Assert.Equal(minFreeKiB, Raised(totalPages, Zone(ZoneKind.Normal, 200_000, 0)));

    // Two zones want 11,264 pages; a twentieth of what lies above their high marks is (3,840 - 840 + 57,000) / 20 = 3,000
    // pages, 12,000 KiB.
    // Expect khugepaged to take no more than 5 %.
    [Fact]
    public void Khugepaged_takes_a_twentieth_at_most() =>
        Assert.Equal(12000, Raised(1 << 20, Zone(ZoneKind.Dma, 3840, 840), Zone(ZoneKind.Dma32, 60_000, 3000)));

    // Three zones of 100,000 pages want 16,896 pages, more than a twentieth: 15,000. With a fourth of 100,000 that is Movable
    // nothing changes.
    // Expect Movable to count neither as a populated zone nor as memory that is low, and more never to become less.
    [Fact]
    public void Khugepaged_does_not_count_movable()
    {
        ZonePages[] zones = [Zone(ZoneKind.Dma, 100_000, 0), Zone(ZoneKind.Dma32, 100_000, 0), Zone(ZoneKind.Normal, 100_000, 0)];

        Assert.Equal(60_000, Raised(1 << 20, zones));
        Assert.Equal(60_000, Raised(1 << 20, [.. zones, Zone(ZoneKind.Movable, 100_000, 0)]));
        Assert.Equal(70_000, WatermarkSizing.RaisedMinFreeKiB(zones, 70_000, 1 << 20, MemoryGeometry.X86));
    }

    // Expect an empty zone to keep nothing, whatever is above it.
    [Fact]
    public void An_empty_zone_keeps_nothing()
    {
        Assert.Equal([0L, 0, 0, 0, 0], LowmemReserve.Of(ZoneKind.Dma, [0, 498_600, 1 << 20, 0, 0]));
        Assert.Equal([0L, 0, 4096, 4096, 4096], LowmemReserve.Of(ZoneKind.Dma32, [0, 498_600, 1 << 20, 0, 0]));
    }

    private static ZonePages Zone(ZoneKind kind, long managed, long high) => new(0, kind, managed, new ZoneWatermarks(0, 0, high));

    private static long Raised(long totalPages, params ZonePages[] zones) =>
        WatermarkSizing.RaisedMinFreeKiB(zones, 1000, totalPages, MemoryGeometry.X86);
}
