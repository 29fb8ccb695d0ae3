using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Buddy;

/// <summary>
/// What a type takes over from another that has nothing of its own left, by the rules of <c>__rmqueue_fallback</c> and
/// <c>steal_suitable_fallback</c>; blocks of up to 1024 pages, pageblocks of 512, as on x86_64.
/// </summary>
public sealed class MigrateTypeTests
{
    private const MigrateType Unmovable = MigrateType.Unmovable;
    private const MigrateType Movable = MigrateType.Movable;
    private const MigrateType Reclaimable = MigrateType.Reclaimable;

    private readonly FreeAreas _areas = new(MemoryGeometry.X86);

    //   0       512      1024     1536     2048
    //   |1..2..4..8..|512...|1024.............|      one unmovable page
    // Expect the first one to take over the largest block, both pageblocks of it, and to leave the others movable.
    [Fact]
    public void The_largest_block_is_taken_over_with_its_pageblocks()
    {
        _areas.FreeRange(new PfnRange(0, 512));
        _areas.FreeRange(new PfnRange(1024, 2048));

        Assert.Equal(1024, Take(0, Unmovable));

        Assert.Equal([Movable, Unmovable, Unmovable], [_areas.TypeOf(0), _areas.TypeOf(1024), _areas.TypeOf(2047)]);
        Assert.Equal(1, _areas.Count(9, Movable));
        Assert.Equal([1L, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0], Counts(Unmovable));
    }

    // Expect the next one to come from what the first has left, though movable blocks are larger.
    [Fact]
    public void What_a_type_has_left_comes_first()
    {
        _areas.FreeRange(new PfnRange(0, 2048));

        Assert.Equal([0L, 1, 2], [Take(0, Unmovable), Take(0, Unmovable), Take(1, Unmovable)]);
        Assert.Equal([1024L, 4], [Take(0, Reclaimable), Take(2, Unmovable)]);
    }

    // Expect an unmovable page to come from what is reclaimable before what is movable, and a movable one likewise; what is
    // reclaimable goes for the unmovable first.
    [Theory]
    [InlineData(Unmovable, Reclaimable)]
    [InlineData(Movable, Reclaimable)]
    [InlineData(Reclaimable, Unmovable)]
    public void Of_two_blocks_of_a_size_the_fallback_decides(MigrateType wanted, MigrateType from)
    {
        var third = new[] { Unmovable, Movable, Reclaimable }.Single(type => type != wanted && type != from);
        MakeHeld(third, 0);
        MakeHeld(from, 1024);
        _areas.FreeBlock(0, 10);
        _areas.FreeBlock(1024, 10);

        Assert.Equal(1024, Take(9, wanted));
    }

    //   0   4   8       16             512
    //   |U..|4R.|8R.....|  held, unmovable |      reclaimable: 4 and 8; one unmovable page too many for what it has
    // Expect all that is free in the pageblock to change its list with the block, and the smallest to be taken first.
    [Fact]
    public void All_that_is_free_in_a_pageblock_goes_with_a_block()
    {
        MakeHeld(Reclaimable, 0);
        _areas.FreeBlock(4, 2);
        _areas.FreeBlock(8, 3);

        Assert.Equal(4, Take(0, Unmovable));

        Assert.Equal([1L, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0], Counts(Unmovable));
        Assert.All(Counts(Reclaimable), count => Assert.Equal(0, count));
    }

    // Expect a pageblock whose free pages are half of it to change its type with them, and one page less not to; one that
    // was movable always does, since none of its pages in use is.
    [Theory]
    [InlineData(Reclaimable, 256, true)]
    [InlineData(Reclaimable, 255, false)]
    [InlineData(Movable, 1, true)]
    public void A_pageblock_changes_its_type_where_half_of_it_is_alike(MigrateType was, int free, bool changes)
    {
        MakeHeld(was, 0);
        for (int pfn = 0; pfn < free; pfn++)
        {
            _areas.FreeBlock(pfn, 0);
        }

        Take(0, Unmovable);

        Assert.Equal(changes ? Unmovable : was, _areas.TypeOf(0));
    }

    //   0  1                16         24
    //   |R|.|...... held ...|8 R.......|      two reclaimable blocks of a pageblock, orders 0 and 3
    // Expect what is movable to break up the smallest block that will do, and to take it alone: it can be moved away again.
    [Fact]
    public void What_is_movable_takes_the_smallest_block_alone()
    {
        MakeHeld(Reclaimable, 0);
        _areas.FreeBlock(1, 0);
        _areas.FreeBlock(16, 3);

        Assert.Equal(1, Take(0, Movable));

        Assert.Equal(1, _areas.Count(3, Reclaimable));
        Assert.Equal(Reclaimable, _areas.TypeOf(1));
    }

    // Expect it to do as the others do where there is a block of half a pageblock's order: then the largest is taken over.
    [Fact]
    public void What_is_movable_takes_over_a_large_block()
    {
        MakeHeld(Reclaimable, 0);
        _areas.FreeBlock(1, 0);
        _areas.FreeBlock(16, 4);

        Assert.Equal(1, Take(0, Movable));

        Assert.Equal([0L, 1], [_areas.Count(4, Reclaimable), _areas.Count(4, Movable)]);
    }

    // Expect small blocks of other types to be left alone where that is asked for, up to a pageblock's size; and an order
    // of a pageblock or more to be looked for as ever.
    [Theory]
    [InlineData(8, 0, false)]
    [InlineData(9, 0, true)]
    [InlineData(9, 9, true)]
    [InlineData(10, 10, true)]
    public void Small_blocks_are_left_alone(int free, int wanted, bool isTaken)
    {
        _areas.FreeBlock(0, free);

        Assert.Equal(isTaken, _areas.TryTake(wanted, out _, Unmovable, noFragment: true));
        Assert.Equal(isTaken ? 1L << wanted : 0, (1L << free) - _areas.FreePages);
        Assert.True(isTaken || _areas.TryTake(wanted, out _));
    }

    // Expect what comes back to go to the list of its pageblock, whoever took it, and to merge with buddies of other lists.
    [Fact]
    public void What_comes_back_goes_by_its_pageblock()
    {
        MakeHeld(Reclaimable, 0);
        _areas.FreeBlock(0, 0);
        Assert.Equal(0, Take(0, Movable));
        _areas.FreeBlock(2, 1);
        Assert.Equal(2, Take(0, Movable));
        _areas.FreeBlock(1, 0);
        _areas.FreeBlock(0, 0);

        Assert.Equal([1L, 0], [_areas.Count(1, Reclaimable), _areas.Count(1, Movable)]);
        _areas.FreeBlock(2, 0);
        Assert.Equal([1L, 0], [_areas.Count(2, Reclaimable), _areas.Count(0, Movable)]);
    }

    // Expect memory that is built to be movable, whatever its pageblocks were before.
    [Fact]
    public void What_is_built_is_movable()
    {
        MakeHeld(Reclaimable, 0);

        _areas.MakeMovable(new PfnRange(1, 1024));

        Assert.Equal([Reclaimable, Movable], [_areas.TypeOf(0), _areas.TypeOf(512)]);
    }

    //   0                  512                 1024
    //   |2|30.|31.|.24.|...|512................|      the recorded boot with a large trace buffer on one node
    // What its reclaimable slab took, as CPU 0's lists got it: a block of two pages when lists held nothing; then, for one of
    // each, refills with a batch of 31 pages, 15 blocks of order 1, 31 of order 0 and 3 of order 3. After that unmovable
    // pages took all they could get, and the zone had to grow.
    // Expect its free blocks to be those that the kernel had before each of its last nine growths: 425 pages in one pageblock.
    [Fact]
    public void The_leftover_of_a_recorded_boot_is_that_of_its_reclaimable_slab()
    {
        _areas.FreeRange(new PfnRange(0, 32 * 1024));
        foreach (var (order, count) in new[] { (1, 1), (1, 15), (0, 31), (3, 3) })
        {
            Assert.Equal(count, _areas.Take(order, count, [], Reclaimable, noFragment: true));
        }

        Assert.Equal((32 * 1024) - 512, _areas.Take(0, long.MaxValue >> 10, [], Unmovable, noFragment: true));

        Assert.Equal(425, _areas.FreePages);
        Assert.Equal([1L, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0], _areas.Counts());
    }

    private long Take(int order, MigrateType type)
    {
        Assert.True(_areas.TryTake(order, out long pfn, type));
        return pfn;
    }

    /// <summary>The largest block at a frame is of a type, and wholly in use.</summary>
    private void MakeHeld(MigrateType type, long pfn)
    {
        _areas.FreeBlock(pfn, 10);
        var taken = new List<PfnRange>();
        Assert.Equal(1, _areas.Take(10, 1, taken, type));
        Assert.Equal(pfn, Assert.Single(taken).Start);
    }

    private long[] Counts(MigrateType type) => [.. Enumerable.Range(0, 11).Select(order => _areas.Count(order, type))];
}
