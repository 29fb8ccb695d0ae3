using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Frames;

/// <summary>Half-open runs of frames.</summary>
public sealed class PfnRangeTests
{
    //   0    4    8
    //   |====|         [0, 4)
    //      |====|      [3, 7)
    // Expect one frame in common.
    [Fact]
    public void Ranges_have_in_common_what_both_hold()
    {
        var left = new PfnRange(0, 4);
        var right = new PfnRange(3, 7);

        Assert.True(left.Overlaps(right));
        Assert.Equal(new PfnRange(3, 4), left.Intersect(right));
        Assert.Equal(4, right.Pages);
    }

    // Expect neighbours to touch without overlapping.
    [Fact]
    public void Neighbours_do_not_overlap()
    {
        Assert.False(new PfnRange(0, 4).Overlaps(new PfnRange(4, 8)));
        Assert.True(new PfnRange(0, 4).Intersect(new PfnRange(4, 8)).IsEmpty);
        Assert.False(new PfnRange(0, 4).Contains(4));
    }

    // Expect a range that ends before it starts to hold nothing, and to be held by every range.
    [Fact]
    public void A_backward_range_is_empty()
    {
        var backward = new PfnRange(8, 4);

        Assert.True(backward.IsEmpty);
        Assert.Equal(0, backward.Pages);
        Assert.True(new PfnRange(0, 1).Contains(backward));
    }
}
