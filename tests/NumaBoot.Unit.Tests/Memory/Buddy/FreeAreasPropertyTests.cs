using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Buddy;

/// <summary>The free areas against a model that knows of each page whether it is free, and nothing of lists.</summary>
public sealed class FreeAreasPropertyTests
{
    private const int Pages = 64;
    private const int MaxOrder = 3;

    // Expect, after any sequence of takings and returns, the counts of each order to be those of a machine that merges
    // whatever can be merged, no page with two owners, and no page lost.
    [Property(MaxTest = 300, Replay = "(41,43)")]
    public void Counts_are_those_of_the_fewest_blocks((byte Order, byte Choice)[] steps)
    {
        var areas = new FreeAreas(new MemoryGeometry(MaxOrder, 8, MaxOrder));
        areas.FreeRange(new PfnRange(0, Pages));
        bool[] isFree = [.. Enumerable.Repeat(true, Pages)];
        var held = new List<(long Pfn, int Order)>();
        foreach (var (choice, what) in steps)
        {
            int order = choice % (MaxOrder + 1);
            if (what % 3 > 0 && areas.TryTake(order, out long pfn))
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
