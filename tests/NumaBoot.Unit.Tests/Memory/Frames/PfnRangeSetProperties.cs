using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory;

/// <summary>A set of ranges against a set of frames: whatever is done to both, they agree.</summary>
public sealed class PfnRangeSetProperties
{
    private const int Frames = 48;

    // Expect both to return and to hold the same after every step.
    [Property(Replay = Seed.Fixed, MaxTest = 300, Arbitrary = [typeof(PfnRangeSetProperties)])]
    public void A_set_of_ranges_holds_what_a_set_of_frames_holds(Step[] steps)
    {
        var set = new PfnRangeSet();
        var model = new HashSet<long>();
        foreach (var (adds, range) in steps)
        {
            long[] frames = [.. Enumerable.Range(0, Frames).Select(pfn => (long)pfn).Where(range.Contains)];
            long held = frames.Count(model.Contains);
            Assert.Equal(held, set.PagesIn(range));
            Assert.Equal(held, adds ? set.Add(range) : set.Remove(range));
            model = [.. adds ? model.Union(frames) : model.Except(frames)];

            Assert.Equal(model.Count, set.Pages);
            Assert.Equal(RunsOf(model), set.Words());
        }
    }

    // Expect every question about the set to be answered as the frames would.
    [Property(Replay = Seed.Fixed, MaxTest = 300, Arbitrary = [typeof(PfnRangeSetProperties)])]
    public void Questions_are_answered_as_by_the_frames(Step[] steps, Step asked)
    {
        var set = new PfnRangeSet();
        foreach (var (adds, range) in steps)
        {
            _ = adds ? set.Add(range) : set.Remove(range);
        }

        long[] frames = [.. Enumerable.Range(0, Frames).Select(pfn => (long)pfn).Where(set.Contains)];
        var first = PfnRange.Empty;
        if (frames.Where(asked.Range.Contains).Select(pfn => (long?)pfn).FirstOrDefault() is { } start)
        {
            first = new PfnRange(start, start + frames.SkipWhile(pfn => pfn < start).TakeWhile((pfn, at) => pfn == start + at && pfn < asked.Range.End).Count());
        }

        Assert.Equal(first, set.FirstIn(asked.Range));
        Assert.Equal(frames.Length, set.Pages);
    }

    public static Arbitrary<Step> Steps() => Gen.Choose(0, Frames)
        .SelectMany(start => Gen.Choose(0, 12).Select(pages => new PfnRange(start, Math.Min(start + pages, Frames))))
        .Zip(Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false))), (range, adds) => new Step(adds, range)).ToArbitrary();

    // Maximal runs, ascending: what is disjoint, sorted and never touching can be written in one way only.
    private static string RunsOf(HashSet<long> model)
    {
        var starts = model.Where(pfn => !model.Contains(pfn - 1)).Order();
        return starts.Select(start => new PfnRange(start, Enumerable.Range(1, Frames).Select(pages => start + pages).First(end => !model.Contains(end)))).Words();
    }

    public sealed record Step(bool Adds, PfnRange Range);
}
