using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory;

public sealed class PfnRangeSetTests
{
    //   had     ..##....##......
    //   add     ....####........
    //           ..########......
    // Expect an added range that touches two runs to join them to one.
    [Fact]
    public void Touching_runs_become_one()
    {
        var set = Drawing.Set("..##....##......");

        long held = set.Add(new PfnRange(4, 8));

        Assert.Equal((0, 1, 8), (held, set.Count, set.Pages));
        Assert.Equal("[2, 10)", set.Words());
    }

    //   had     .##.##..##..
    //   add     ..#######...
    //           .#########..      2, 4, 5 and 8 were there
    // Expect to be told how many frames were there already.
    [Fact]
    public void Adding_tells_what_was_held_already()
    {
        var set = Drawing.Set(".##.##..##..");

        Assert.Equal(4, set.Add(new PfnRange(2, 9)));
        Assert.Equal(".#########..", Drawing.Of(set, 12));
    }

    // Expect a second adding of the same to change nothing and to say that all of it was held.
    [Fact]
    public void Adding_twice_is_told_and_does_no_harm()
    {
        var set = Drawing.Set("..####..");

        Assert.Equal(4, set.Add(new PfnRange(2, 6)));
        Assert.Equal((4, 1), (set.Pages, set.Count));
    }

    //   had     .##########.
    //   remove  ....###.....
    //           .###...####.
    // Expect a hole to leave both sides.
    [Fact]
    public void Removing_from_the_middle_leaves_two_runs()
    {
        var set = Drawing.Set(".##########.");

        Assert.Equal(3, set.Remove(new PfnRange(4, 7)));
        Assert.Equal("[1, 4) [7, 11)", set.Words());
        Assert.Equal(7, set.Pages);
    }

    //   had     .##.##..##..
    //   remove  ..#######...
    //           .#.......#..
    // Expect a removal over many runs to cut the outer ones and to count only what was there.
    [Fact]
    public void Removing_over_many_runs_counts_what_was_there()
    {
        var set = Drawing.Set(".##.##..##..");

        Assert.Equal(4, set.Remove(new PfnRange(2, 9)));
        Assert.Equal(".#.......#..", Drawing.Of(set, 12));
    }

    //           .##..##.
    //   look at      ^ to the end, and between the runs
    // Expect the first run that shares a frame with what is looked at, cut to it; else nothing.
    [Theory]
    [InlineData(0, 8, "[1, 3)")]
    [InlineData(2, 8, "[2, 3)")]
    [InlineData(3, 8, "[5, 7)")]
    [InlineData(6, 8, "[6, 7)")]
    [InlineData(0, 2, "[1, 2)")]
    [InlineData(3, 5, "[0, 0)")]
    [InlineData(7, 99, "[0, 0)")]
    public void The_first_run_in_a_range_is_cut_to_it(long start, long end, string first)
    {
        Assert.Equal(first, Drawing.Set(".##..##.").FirstIn(new PfnRange(start, end)).ToString());
    }

    // Expect empty ranges, also those that end before they start, to be neither added nor removed.
    [Fact]
    public void Empty_ranges_change_nothing()
    {
        var set = Drawing.Set("..####..");

        Assert.Equal(0, set.Add(new PfnRange(7, 7)) + set.Add(new PfnRange(9, 0)));
        Assert.Equal(0, set.Remove(new PfnRange(4, 4)) + set.Remove(new PfnRange(6, 2)));
        Assert.Equal("[2, 6)", set.Words());
    }

    // Expect a cleared set to hold nothing and to start anew.
    [Fact]
    public void A_cleared_set_starts_anew()
    {
        var set = Drawing.Set("..####..");
        set.Clear();

        Assert.Equal((0, 0, false), (set.Pages, set.Count, set.Contains(3)));
        Assert.Equal(0, set.Add(new PfnRange(2, 4)));
        Assert.Equal(2, set.Pages);
    }
}
