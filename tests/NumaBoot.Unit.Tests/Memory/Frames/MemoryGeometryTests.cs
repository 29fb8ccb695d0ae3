using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory;

public sealed class MemoryGeometryTests
{
    // SECTION_SIZE_BITS 27, MAX_ORDER 11 (orders 0 to 10), pageblock_order 9, and pages of 4 KiB:
    //   128 MiB / 4 KiB = 32,768      4 KiB << 10 = 4 MiB = 1,024 pages      4 KiB << 9 = 2 MiB = 512 pages
    // Expect the numbers of x86_64.
    [Fact]
    public void The_sizes_of_x86_are_those_of_the_kernel()
    {
        var x86 = MemoryGeometry.X86;

        Assert.Equal((11, 1024, 512, 32768), (x86.Orders, x86.MaxOrderPages, x86.PageblockPages, x86.SectionPages));
        Assert.Equal((4096, 64), (MemoryGeometry.PageBytes, MemoryGeometry.StructPageBytes));
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
