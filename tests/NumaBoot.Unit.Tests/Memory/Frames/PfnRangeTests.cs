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

    //   0   2       6
    //   ....########....
    // Expect the first frame to be in the range, and the end not.
    [Fact]
    public void A_range_is_half_open()
    {
        var range = new PfnRange(2, 6);

        Assert.Equal("2 3 4 5", string.Join(' ', Enumerable.Range(0, 9).Where(pfn => range.Contains(pfn))));
        Assert.Equal((4, "[2, 6)"), (range.Pages, range.ToString()));
        Assert.Equal(range, PfnRange.Of(2, 4));
    }

    //      left         right
    //   ..####......|.....##.    apart
    //   ..####......|...##...    touching is not sharing
    //   ..####......|..##....    one frame
    //   ..####......|.....       the right one inside
    // Expect two ranges to overlap where they share a frame, and their intersection to be what they share.
    [Theory]
    [InlineData(7, 9, "[0, 0)")]
    [InlineData(6, 8, "[0, 0)")]
    [InlineData(5, 8, "[5, 6)")]
    [InlineData(0, 3, "[2, 3)")]
    [InlineData(0, 2, "[0, 0)")]
    [InlineData(3, 5, "[3, 5)")]
    [InlineData(0, 9, "[2, 6)")]
    [InlineData(5, 3, "[0, 0)")]
    public void What_two_ranges_share_is_their_intersection(long start, long end, string shared)
    {
        var left = new PfnRange(2, 6);
        var right = new PfnRange(start, end);

        Assert.Equal(shared, left.Intersect(right).ToString());
        Assert.Equal(left.Intersect(right), right.Intersect(left));
        Assert.Equal((shared != "[0, 0)", shared != "[0, 0)"), (left.Overlaps(right), right.Overlaps(left)));
    }

    // Expect a range to contain itself, its parts and every empty range, and nothing that sticks out.
    [Theory]
    [InlineData(2, 6, true)]
    [InlineData(2, 3, true)]
    [InlineData(5, 6, true)]
    [InlineData(9, 9, true)]
    [InlineData(1, 6, false)]
    [InlineData(2, 7, false)]
    public void A_range_contains_what_does_not_stick_out(long start, long end, bool contained)
    {
        Assert.Equal(contained, new PfnRange(2, 6).Contains(new PfnRange(start, end)));
    }

    // Expect ranges to sort by start, then by end.
    [Fact]
    public void Ranges_sort_by_start_and_then_by_end()
    {
        PfnRange[] ranges = [new(4, 5), new(0, 9), new(0, 3), new(4, 4)];

        Assert.Equal("[0, 3) [0, 9) [4, 4) [4, 5)", ranges.Order().Words());
        Assert.True(ranges[2] < ranges[1] && ranges[0] > ranges[1] && ranges[0] >= ranges[3] && ranges[3] <= ranges[0]);
        Assert.False(ranges[1] < ranges[2] || ranges[1] > ranges[0] || ranges[3] >= ranges[0] || ranges[0] <= ranges[3]);
    }
}
