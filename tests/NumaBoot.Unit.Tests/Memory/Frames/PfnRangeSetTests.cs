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
}
