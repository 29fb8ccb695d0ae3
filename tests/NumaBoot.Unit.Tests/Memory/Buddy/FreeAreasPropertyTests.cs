using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Buddy;

/// <summary>The free areas against a model that knows of each page whether it is free, and nothing of lists.</summary>
public sealed class FreeAreasPropertyTests
{
    private const int Pages = 64;
    private const int MaxOrder = 3;
    private const int PageblockOrder = 2;

    // Expect, after any sequence of takings and returns, of whatever types, the counts of each order to be those of a machine that merges
    // whatever can be merged, no page with two owners, and no page lost.
    [Property(MaxTest = 300, Replay = "(41,43)")]
    public void Counts_are_those_of_the_fewest_blocks((byte Order, byte Choice)[] steps)
    {
        var areas = new FreeAreas(new MemoryGeometry(MaxOrder, 8, PageblockOrder));
        areas.FreeRange(new PfnRange(0, Pages));
        bool[] isFree = [.. Enumerable.Repeat(true, Pages)];
        var held = new List<(long Pfn, int Order)>();
        foreach (var (choice, what) in steps)
        {
            int order = choice % (MaxOrder + 1);
            if (what % 3 > 0 && areas.TryTake(order, out long pfn, TypeOf(choice), noFragment: choice > 128))
            {
                Assert.All(Enumerable.Range((int)pfn, 1 << order), page => Assert.True(isFree[page]));
                Mark(isFree, pfn, order, free: false);
                held.Add((pfn, order));
            }
            else if (held.Count > 0)
            {
                var (back, size) = held[what % held.Count];
                held.RemoveAt(what % held.Count);
                areas.FreeBlock(back, size);
                Mark(isFree, back, size, free: true);
            }

            Assert.Equal(Fewest(isFree), areas.Counts());
            Assert.Equal(Pages - held.Sum(block => 1 << block.Order), areas.FreePages);
        }
    }

    // Expect many takings at once to be what as many single ones are, frame by frame, whatever was taken before.
    [Property(MaxTest = 300, Replay = "(47,53)")]
    public void Counted_takings_are_so_many_single_ones((byte Choice, byte Count)[] steps)
    {
        var geometry = new MemoryGeometry(MaxOrder, 8, PageblockOrder);
        var counted = new FreeAreas(geometry);
        var single = new FreeAreas(geometry);
        counted.FreeRange(new PfnRange(3, Pages));
        single.FreeRange(new PfnRange(3, Pages));
        foreach (var (choice, count) in steps)
        {
            int order = choice % (MaxOrder + 1);
            bool noFragment = choice > 128;
            var taken = new List<PfnRange>();
            long got = counted.Take(order, count % 24, taken, TypeOf(choice), noFragment);
            var expected = new List<long>();
            while (expected.Count < count % 24 && single.TryTake(order, out long pfn, TypeOf(choice), noFragment))
            {
                expected.Add(pfn);
            }

            Assert.Equal(expected, taken.SelectMany(range => Starts(range, order)));
            Assert.Equal(expected.Count, got);
            Assert.All(Enum.GetValues<MigrateType>(), type => Assert.Equal(Frames(single, type), Frames(counted, type)));
        }
    }

    private static MigrateType TypeOf(byte choice) => (MigrateType)(choice / 4 % MigrateTypes.Count);

    private static IEnumerable<long> Starts(PfnRange range, int order)
    {
        for (long pfn = range.Start; pfn < range.End; pfn += 1L << order)
        {
            yield return pfn;
        }
    }

    private static IEnumerable<(long Pfn, int Order)> Frames(FreeAreas areas, MigrateType type) =>
        areas.Blocks(type).SelectMany(run => Starts(run.Frames, run.Order).Select(pfn => (pfn, run.Order)));

    private static void Mark(bool[] isFree, long pfn, int order, bool free) => Array.Fill(isFree, free, (int)pfn, 1 << order);

    // From the largest order down: an aligned run of free pages that no larger block covers is a block.
    private static long[] Fewest(bool[] isFree)
    {
        long[] counts = new long[MaxOrder + 1];
        bool[] left = [.. isFree];
        for (int order = MaxOrder; order >= 0; order--)
        {
            for (int pfn = 0; pfn < Pages; pfn += 1 << order)
            {
                if (left.AsSpan(pfn, 1 << order).IndexOf(false) < 0)
                {
                    counts[order]++;
                    Mark(left, pfn, order, free: false);
                }
            }
        }

        return counts;
    }
}
