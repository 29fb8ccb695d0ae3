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
}
