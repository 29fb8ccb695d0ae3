using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Frames;

/// <summary>The sizes that x86_64 counts memory in.</summary>
public sealed class MemoryGeometryTests
{
    // Expect a section of 128 MiB, a largest block of 4 MiB, a pageblock of 2 MiB.
    [Fact]
    public void X86_has_sections_of_128_mebibytes()
    {
        Assert.Equal(128 << 10, MemoryGeometry.KiBOf(MemoryGeometry.X86.SectionPages));
        Assert.Equal(4 << 10, MemoryGeometry.KiBOf(MemoryGeometry.X86.MaxOrderPages));
        Assert.Equal(2 << 10, MemoryGeometry.KiBOf(MemoryGeometry.X86.PageblockPages));
    }

    // Expect whole frames only: a region from byte 1 to byte 0x2fff holds frame 1 alone.
    [Fact]
    public void A_frame_counts_where_all_its_bytes_do()
    {
        Assert.Equal(new PfnRange(1, 2), new MemblockRegion(1, 0x2fff).Frames);
        Assert.Equal(new PfnRange(0, 3), new MemblockRegion(0, 0x3000).Frames);
    }

    //   0             32768          65536
    //   |-- section 0 --|-- section 1 --|
    // Expect a boundary to stay where it is, and every other frame to go up to the next one.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 32768)]
    [InlineData(32767, 32768)]
    [InlineData(32768, 32768)]
    [InlineData(32769, 65536)]
    public void Aligning_goes_up_to_a_section_boundary(long pfn, long boundary)
    {
        Assert.Equal(boundary, MemoryGeometry.X86.SectionAlignUp(pfn));
        Assert.Equal(pfn == boundary, MemoryGeometry.X86.IsSectionAligned(pfn));
    }

    //   byte   0     4096    8192
    //          |-- 0 --|-- 1 --|
    // Expect PFN_UP and PFN_DOWN to agree on a page's first byte, and to differ by one page elsewhere.
    [Theory]
    [InlineData(0UL, 0, 0)]
    [InlineData(1UL, 1, 0)]
    [InlineData(4095UL, 1, 0)]
    [InlineData(4096UL, 1, 1)]
    [InlineData(4097UL, 2, 1)]
    [InlineData(0x0009fc00UL, 0xa0, 0x9f)]
    public void A_byte_lies_between_two_page_boundaries(ulong address, long up, long down)
    {
        Assert.Equal((up, down), (MemoryGeometry.PfnUp(address), MemoryGeometry.PfnDown(address)));
    }

    // 4 PiB are 2^52 bytes, 2^40 pages.
    //
    // Expect addresses far above what an int holds to keep their page.
    [Fact]
    public void Petabytes_do_not_overflow()
    {
        Assert.Equal(1L << 40, MemoryGeometry.PfnDown(1UL << 52));
        Assert.Equal(1L << 40, MemoryGeometry.X86.SectionAlignUp((1L << 40) - 1));
        Assert.Equal(1L << 42, MemoryGeometry.KiBOf(1L << 40));
    }

    // Expect 4 KiB to a page, and what is left of a page to be dropped.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(67, 16)]
    public void Kib_become_whole_pages(long kib, long pages)
    {
        Assert.Equal(pages, MemoryGeometry.PagesOfKiB(kib));
        Assert.InRange(kib - MemoryGeometry.KiBOf(pages), 0, 3);
    }
}
