using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Buddy;

/// <summary>Split and merge, drawn with blocks of up to eight pages.</summary>
public sealed class FreeAreasTests
{
    private readonly FreeAreas _areas = new(new MemoryGeometry(MaxOrder: 3, SectionPages: 8, PageblockOrder: 3));

    //   1 2  4       8           16   18 19
    //   |1|2.|4.......|8..........|2...|1|
    // Expect the largest aligned blocks that fit.
    [Fact]
    public void A_range_is_freed_in_the_largest_aligned_blocks()
    {
        _areas.FreeRange(new PfnRange(1, 19));

        Assert.Equal([2L, 2, 1, 1], _areas.Counts());
        Assert.Equal(18, _areas.FreePages);
    }

    //   |8..............|      take one page
    //   |x|1|2..|4......|
    // Expect the lower half at each split, and the rest listed by order.
    [Fact]
    public void A_split_gives_the_lowest_page_and_lists_the_rest()
    {
        _areas.FreeRange(new PfnRange(8, 16));

        Assert.True(_areas.TryTake(0, out long pfn));

        Assert.Equal(8, pfn);
        Assert.Equal([1L, 1, 1, 0], _areas.Counts());
        Assert.Equal([9L, 10, 12], _areas.Blocks().Select(block => block.Start));
    }

    //   |x|1|2..|4......|      give the page back
    //   |8..............|
    // Expect buddies to merge all the way up.
    [Fact]
    public void A_page_that_comes_back_merges_with_its_buddies()
    {
        _areas.FreeRange(new PfnRange(8, 16));
        _areas.TryTake(0, out long pfn);

        _areas.FreeBlock(pfn, 0);

        Assert.Equal([0L, 0, 0, 1], _areas.Counts());
    }

    //   0       4       8      12
    //           |4......|4......|     neighbours, but 4 belongs to 0 and 8 to 12
    // Expect blocks that touch without being buddies to stay apart.
    [Fact]
    public void Neighbours_that_are_no_buddies_stay_apart()
    {
        _areas.FreeBlock(4, 2);
        _areas.FreeBlock(8, 2);

        Assert.Equal([0L, 0, 2, 0], _areas.Counts());
    }

    // Expect blocks of the largest order to stay as they are.
    [Fact]
    public void The_largest_blocks_do_not_merge()
    {
        _areas.FreeBlock(0, 3);
        _areas.FreeBlock(8, 3);

        Assert.Equal([0L, 0, 0, 2], _areas.Counts());
    }

    // Expect what is given back at run time to be taken first, and what boot frees to be taken from the front.
    [Fact]
    public void Blocks_are_taken_from_the_front_of_their_list()
    {
        _areas.FreeRange(new PfnRange(0, 24));
        _areas.TryTake(3, out long first);
        _areas.FreeBlock(32, 3);
        _areas.TryTake(3, out long second);
        _areas.TryTake(3, out long third);

        Assert.Equal([0L, 32, 8], [first, second, third]);
    }

    //   |.|1|..|1|..|1|..|2..|      1, 4, 7 are freed by boot, one after the other, then a pair
    // Expect boot to free to the end of the lists, so that the frames that it freed first are handed out first, and what a
    // program gives back to come before them.
    [Fact]
    public void Boot_frees_to_the_end_of_the_lists()
    {
        _areas.FreeRange(new PfnRange(1, 2));
        _areas.FreeRange(new PfnRange(4, 5));
        _areas.FreeRange(new PfnRange(7, 8));
        _areas.FreeBlock(11, 0);

        Assert.Equal([11L, 1, 4, 7], Enumerable.Range(0, 4).Select(_ => _areas.TryTake(0, out long pfn) ? pfn : -1));
    }

    // Expect no block where every one is too small, and nothing lost.
    [Fact]
    public void A_block_that_is_too_small_is_not_taken()
    {
        _areas.FreeRange(new PfnRange(0, 4));

        Assert.False(_areas.TryTake(3, out _));
        Assert.False(_areas.HasBlock(3));
        Assert.True(_areas.HasBlock(2));
        Assert.Equal(4, _areas.FreePages);
    }

    // Expect a page that is freed twice, as the seed patch can, to be in there twice and to break nothing: the ledger
    // says what happened.
    [Fact]
    public void A_page_that_is_freed_twice_is_survived()
    {
        _areas.FreeRange(new PfnRange(0, 8));
        _areas.FreeRange(new PfnRange(0, 8));

        Assert.Equal(16, _areas.FreePages);
        Assert.True(_areas.TryTake(3, out long first));
        Assert.True(_areas.TryTake(3, out long second));
        Assert.Equal([0L, 0], [first, second]);
        Assert.Equal(0, _areas.FreePages);
    }

    // Expect many takings at once to be what as many single ones are.
    [Theory]
    [InlineData(0, 13)]
    [InlineData(1, 7)]
    [InlineData(3, 2)]
    public void A_counted_taking_is_so_many_single_ones(int order, long count)
    {
        var single = new FreeAreas(new MemoryGeometry(3, 8, 3));
        _areas.FreeRange(new PfnRange(3, 27));
        single.FreeRange(new PfnRange(3, 27));
        var expected = new PfnRangeSet();
        long blocks = 0;
        while (blocks < count && single.TryTake(order, out long pfn))
        {
            expected.Add(PfnRange.Of(pfn, 1L << order));
            blocks++;
        }

        var taken = new List<PfnRange>();
        long got = _areas.Take(order, count, taken);

        Assert.Equal(blocks, got);
        Assert.Equal(single.Counts(), _areas.Counts());
        PfnRangeSet all = [.. taken];
        Assert.Equal(expected, all);
    }
}
