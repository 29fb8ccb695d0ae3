using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Frames;

/// <summary>A set of ranges against a set of single frames.</summary>
public sealed class PfnRangeSetTests
{
    //   |==|  |==|        add |==| in between: one range
    // Expect neighbours and overlaps to become one entry.
    [Fact]
    public void What_touches_becomes_one_range()
    {
        PfnRangeSet set = [new PfnRange(0, 2), new PfnRange(4, 6)];

        Assert.Equal(1, set.Add(new PfnRange(1, 4)));

        Assert.Equal([new PfnRange(0, 6)], set);
        Assert.Equal(6, set.Pages);
    }

    //   |==========|      remove the middle
    //   |==|    |==|
    // Expect both ends to stay.
    [Fact]
    public void What_is_cut_out_leaves_both_ends()
    {
        PfnRangeSet set = [new PfnRange(0, 10)];

        Assert.Equal(4, set.Remove(new PfnRange(3, 7)));

        Assert.Equal([new PfnRange(0, 3), new PfnRange(7, 10)], set);
        Assert.Equal(new PfnRange(7, 8), set.FirstIn(new PfnRange(3, 8)));
        Assert.Equal(4, set.PagesIn(new PfnRange(1, 9)));
    }

    // Expect any sequence of additions and removals to leave what a set of single frames would hold, and to return how
    // many frames were there.
    [Property(MaxTest = 500, Replay = "(17,19)")]
    public void It_holds_what_a_set_of_frames_holds((byte Start, byte Pages, bool Adds)[] steps)
    {
        var set = new PfnRangeSet();
        var frames = new SortedSet<long>();
        foreach (var (start, pages, adds) in steps)
        {
            var range = PfnRange.Of(start, pages % 40);
            int held = Enumerable.Range(start, (int)range.Pages).Count(pfn => frames.Contains(pfn));
            Assert.Equal(held, adds ? set.Add(range) : set.Remove(range));
            for (long pfn = range.Start; pfn < range.End; pfn++)
            {
                _ = adds ? frames.Add(pfn) : frames.Remove(pfn);
            }

            Assert.Equal(frames.Count, set.Pages);
            Assert.Equal(frames.Contains(start + 5), set.Contains(start + 5));
            Assert.Equal(frames.Count(pfn => pfn >= start && pfn < start + 20), set.PagesIn(PfnRange.Of(start, 20)));
        }

        Assert.Equal(frames, set.SelectMany(range => Enumerable.Range((int)range.Start, (int)range.Pages)).Select(pfn => (long)pfn));
        Assert.All(set.Zip(set.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
    }

    // Expect the first run in a window to begin with the first frame of the set in it, and to end where the run or the
    // window ends.
    [Property(MaxTest = 500, Replay = "(23,29)")]
    public void The_first_run_in_a_window_is_cut_to_it((byte Start, byte Pages)[] ranges, byte from, byte length)
    {
        var set = new PfnRangeSet();
        foreach (var (start, pages) in ranges)
        {
            set.Add(PfnRange.Of(start, pages % 20));
        }

        var window = PfnRange.Of(from, length);
        long first = Enumerable.Range(from, length).Select(pfn => (long)pfn).FirstOrDefault(set.Contains, -1);
        var found = set.FirstIn(window);

        Assert.Equal(first < 0, found.IsEmpty);
        if (first >= 0)
        {
            Assert.Equal(first, found.Start);
            Assert.True(window.Contains(found));
            Assert.True(found.End == window.End || !set.Contains(found.End));
        }
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
