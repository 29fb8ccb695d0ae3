using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Buddy;

/// <summary>Which pageblock is of which type, drawn with pageblocks of four pages.</summary>
public sealed class PageblockTypesTests
{
    private readonly PageblockTypes _types = new(new MemoryGeometry(MaxOrder: 3, SectionPages: 8, PageblockOrder: 2));

    //   0   4   8   12  16  20
    //   |mmm|uuu|uuu|rrr|mmm|
    // Expect each frame to have the type of its pageblock, and to be told up to where that goes.
    [Fact]
    public void Each_frame_has_the_type_of_its_pageblock()
    {
        _types.Set(new PfnRange(5, 16), MigrateType.Unmovable);
        _types.Set(new PfnRange(12, 13), MigrateType.Reclaimable);

        Assert.Equal((MigrateType.Movable, 4), Run(0));
        Assert.Equal((MigrateType.Unmovable, 12), Run(7));
        Assert.Equal((MigrateType.Reclaimable, 16), Run(12));
        Assert.Equal((MigrateType.Movable, long.MaxValue), Run(16));
        _types.Set(new PfnRange(4, 8), MigrateType.Movable);
        Assert.Equal((MigrateType.Movable, 8), Run(4));
    }

    private (MigrateType Type, long Until) Run(long pfn)
    {
        var type = _types.Of(pfn, out long until);
        Assert.Equal(type, _types.Of(pfn));
        return (type, until);
    }
}
