using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Allocation;

/// <summary>How many blocks a zone lets go.</summary>
public sealed class ZonePoolTests
{
    // 64 free pages, min 8, low 16: the first pass stops at low, the slow path at min, an atomic one at 8 - 4 = 4, less a
    // quarter = 3. A taking is allowed while what is free is more than the mark.
    // Expect 64 - 16, 64 - 8 and 64 - 3 pages.
    [Theory]
    [InlineData(WatermarkCheck.Low, 48)]
    [InlineData(WatermarkCheck.Min, 56)]
    [InlineData(WatermarkCheck.MinAtomic, 61)]
    public void Each_check_has_its_mark(WatermarkCheck check, long allowed)
    {
        var pool = Pool();
        pool.Watermarks = new ZoneWatermarks(8, 16, 24);

        Assert.Equal(allowed, pool.Allowed(0, check, ZoneKind.Normal));
    }

    // Expect a request that could use a higher zone to leave the reserve alone.
    [Fact]
    public void A_request_that_could_go_higher_leaves_the_reserve()
    {
        var pool = Pool();
        pool.LowmemReserves = [0, 0, 0, 40, 0];

        Assert.Equal(64, pool.Allowed(0, WatermarkCheck.Low, ZoneKind.Normal));
        Assert.Equal(24, pool.Allowed(0, WatermarkCheck.Low, ZoneKind.Movable));
    }

    // 64 - (8 - 1) = 57 pages above nothing: (57 - 1) / 8 + 1 = 8 blocks of order 3; with 9 pages kept, 7.
    // Expect all but the last page of a block to count as unusable for it.
    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 7)]
    [InlineData(57, 0)]
    public void The_pages_of_a_block_count_once_they_are_taken(long low, long blocks)
    {
        var pool = Pool();
        pool.Watermarks = new ZoneWatermarks(0, low, low);

        Assert.Equal(blocks, pool.Allowed(3, WatermarkCheck.Low, ZoneKind.Normal));
    }

    // |x|1|2..|4......|   7 free pages, no block of order 3
    // Expect no block where none is large enough, however many pages are free.
    [Fact]
    public void Without_a_block_nothing_is_allowed()
    {
        var pool = Pool(8);
        pool.Take(0, 1, []);

        Assert.Equal(0, pool.Allowed(3, WatermarkCheck.Low, ZoneKind.Normal));
        Assert.Equal(7, pool.Allowed(0, WatermarkCheck.Low, ZoneKind.Normal));
    }

    // Expect what a zone has for sure to be there, whatever orders and types are asked for and given back before, and in
    // whatever order they are asked for then.
    [Property(MaxTest = 300, Replay = "(59,61)")]
    public void What_is_sure_is_there((byte Choice, byte Back)[] before, byte[] wanted)
    {
        var pool = Pool(128);
        var held = new List<PfnRange>();
        foreach (var (choice, back) in before)
        {
            if (back % 3 == 0 && held.Count > 0)
            {
                pool.GiveBack(held[^1], 0);
                held.RemoveAt(held.Count - 1);
            }
            else
            {
                pool.Take(choice % 4, 1, held, (MigrateType)(back % 3), noFragment: choice > 128);
            }
        }

        long sure = pool.SurePages();
        foreach (byte choice in wanted.Concat(Enumerable.Repeat<byte>(0, 128)))
        {
            int order = choice % 4;
            if (1L << order <= sure)
            {
                Assert.InRange(pool.Allowed(order, WatermarkCheck.Low, ZoneKind.Normal), 1, long.MaxValue);
                Assert.Equal(1, pool.Take(order, 1, [], (MigrateType)(choice / 4 % 3), noFragment: choice > 128));
                sure -= 1L << order;
            }
        }
    }

    // Each of three types may have broken up a block of eight that it has not used up.
    // Expect eight such blocks to be good for five.
    [Fact]
    public void What_is_sure_leaves_a_block_for_each_type() => Assert.Equal(5 * 8, Pool().SurePages());

    private static ZonePool Pool(long pages = 64)
    {
        var geometry = new MemoryGeometry(3, 8, 3);
        var pool = new ZonePool(new ZoneLayout(0, ZoneKind.Normal, new PfnRange(0, pages), pages), geometry, 0);
        pool.AddManaged(new PfnRange(0, pages));
        return pool;
    }
}
