using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Memblock;

/// <summary>What there is, what is taken, and what is left.</summary>
public sealed class MemblockMapTests
{
    private const ulong Page = MemoryGeometry.PageBytes;

    //   memory    |=========== node 0 ===========|=========== node 1 ===========|
    //   reserved            |####|            |#######|
    //   free      |=========|    |============|       |=========================|
    // Expect free ranges between the reservations, never across the border of two nodes.
    [Fact]
    public void Free_is_what_is_memory_and_not_reserved()
    {
        var map = new MemblockMap();
        map.Add(0, 10 * Page, nid: 0);
        map.Add(10 * Page, 20 * Page, nid: 1);
        map.Reserve(3 * Page, 5 * Page);
        map.Reserve(9 * Page, 12 * Page);

        Assert.Equal([new PfnRange(0, 3), new PfnRange(5, 9), new PfnRange(12, 20)], map.FreeFrames());
        Assert.Equal([new PfnRange(12, 20)], map.FreeFrames(1));
    }

    //   memory    |== node 0 ==|== node 1 ==|
    //   free      |============|============|
    // Expect two ranges where nothing is reserved.
    [Fact]
    public void A_free_range_ends_with_its_node()
    {
        var map = new MemblockMap();
        map.Add(0, 4 * Page, nid: 0);
        map.Add(4 * Page, 8 * Page, nid: 1);

        Assert.Equal([new PfnRange(0, 4), new PfnRange(4, 8)], map.FreeFrames());
    }

    // Expect a page that is reserved in part not to be free, and memory that is given back to be free again.
    [Fact]
    public void Half_a_page_is_no_page()
    {
        var map = new MemblockMap();
        map.Add(0, 4 * Page, nid: 0);
        map.Reserve(Page, Page + 1);
        Assert.Equal([new PfnRange(0, 1), new PfnRange(2, 4)], map.FreeFrames());

        map.Free(Page, Page + 1);

        Assert.Equal([new PfnRange(0, 4)], map.FreeFrames());
    }

    //   |==== node 0 ====|
    //         |==== node 1 ====|
    // Expect the part that both claim to stay on the node that was first.
    [Fact]
    public void What_is_covered_keeps_its_node()
    {
        var map = new MemblockMap();
        map.Add(0, 4 * Page, nid: 0);
        map.Add(2 * Page, 6 * Page, nid: 1);

        Assert.Equal([new MemoryFrames(0, new PfnRange(0, 4)), new MemoryFrames(1, new PfnRange(4, 6))], map.MemoryFrames());
    }

    // Expect memory that firmware keeps from the kernel's map to be memory and never free.
    [Fact]
    public void Memory_without_a_map_is_not_free()
    {
        var map = new MemblockMap();
        map.Add(0, 2 * Page, nid: 0);
        map.Add(2 * Page, 4 * Page, nid: 0, MemblockFlags.Nomap);

        Assert.Equal([new PfnRange(0, 2)], map.FreeFrames());
        Assert.Equal(4, map.MemoryFrames().Sum(memory => memory.Frames.Pages));
    }

    // Expect each region that touches the window to be counted whole, as the kernel did before the seed patch.
    [Fact]
    public void Reservations_that_touch_a_window_count_whole()
    {
        var map = new MemblockMap();
        map.Reserve(0, 3 * Page);
        map.Reserve(10 * Page, 20 * Page);

        Assert.Equal(13 * Page, map.ReservedBytesTouching(2 * Page, 11 * Page));
        Assert.Equal(10 * Page, map.ReservedBytesTouching(4 * Page, 11 * Page));
    }

    //   page      0  3      10        20
    //   reserved  |==|......|=========|
    // Expect a region that only touches the window at either end to count too: the kernel passes over what ends before it and
    // what begins behind it, no more.
    [Theory]
    [InlineData(3, 10, 13)]
    [InlineData(4, 9, 0)]
    [InlineData(3, 9, 3)]
    [InlineData(4, 10, 10)]
    public void Reservations_that_end_or_begin_at_a_window_touch_it(int start, int end, int pages)
    {
        var map = new MemblockMap();
        map.Reserve(0, 3 * Page);
        map.Reserve(10 * Page, 20 * Page);

        Assert.Equal((ulong)pages * Page, map.ReservedBytesTouching((ulong)start * Page, (ulong)end * Page));
    }

    //   memory    000011110000
    //   reserved  ...rr....rr.
    //   node 0    ###........#  and [8, 9)
    //   node 1    .....###....
    // Expect each node to have its own free runs, by address, also where nodes take turns.
    [Theory]
    [InlineData(0, "0:[0, 3) 0:[8, 9) 0:[11, 12)")]
    [InlineData(1, "1:[5, 8)")]
    [InlineData(2, "")]
    [InlineData(MemblockRegion.NoNode, "0:[0, 3) 1:[5, 8) 0:[8, 9) 0:[11, 12)")]
    public void Each_node_has_its_own_free_runs(int nid, string free)
    {
        Assert.Equal(free, Drawing.Map("000011110000", "...rr....rr.").FreeRegions(nid).Words());
    }

    //   memory    00..11..22
    //   reserved  .rrrrrrrr.       one reservation over three nodes and two holes
    //             #........#
    // Expect a reservation that spans nodes and holes to be taken out of every node.
    [Fact]
    public void A_reservation_may_span_nodes_and_holes()
    {
        Assert.Equal("0:[0, 1) 2:[9, 10)", Drawing.Map("00..11..22", ".rrrrrrrr.").FreeRegions().Words());
    }

    //   memory    ..0000....
    //   reserved  rr....rr.r       outside of memory only
    // Expect reservations outside of memory to take nothing away.
    [Fact]
    public void Reservations_outside_of_memory_take_nothing()
    {
        Assert.Equal("0:[2, 6)", Drawing.Map("..0000....", "rr....rr.r").FreeRegions().Words());
    }

    //   reserved  .rrrrrr.
    //   free        ^^^
    //             .r...rr.
    // Expect what is given back to be free again, in the middle of a reservation too.
    [Fact]
    public void What_is_given_back_is_free_again()
    {
        var map = Drawing.Map("00000000", ".rrrrrr.");

        map.Free(Drawing.Bytes(2), Drawing.Bytes(5));

        Assert.Equal("#.###..#", Drawing.Of(map.FreeFrames(), 8));
    }

    //   memory    00000000
    //   remove      ^^^^
    //             00....00
    // Expect removed memory to be gone from frames and from what is free.
    [Fact]
    public void Removed_memory_is_gone()
    {
        var map = Drawing.Map("00000000");

        map.Remove(Drawing.Bytes(2), Drawing.Bytes(6));

        Assert.Equal("##....##", Drawing.Of(map.FreeFrames(), 8));
        Assert.Equal("[0, 2) [6, 8)", map.MemoryFrames(0).Select(memory => memory.Frames).Words());
    }

    //   bytes     0     0x9fc00    0xa0000
    //             |-- memory --|      the EBDA behind it
    // Expect only whole pages to count: a last page of three quarters is no frame (0x9f, not 0xa0).
    [Fact]
    public void A_page_that_is_not_whole_is_no_frame()
    {
        var map = new MemblockMap();
        map.Add(0, 0x9fc00, 0);
        map.Reserve(0, 0x0801);

        Assert.Equal("[1, 159)", map.FreeFrames().Words());
        Assert.Equal("[0, 159)", map.MemoryFrames().Select(memory => memory.Frames).Words());
    }

    //   bytes     0x1000                     0x2000
    //             |....rrrrrrrr..............|      reserved from 0x1400 to 0x1c00
    // Expect two rests of a page to be free bytes and no free frame.
    [Fact]
    public void Rests_of_a_page_are_no_frames()
    {
        var map = new MemblockMap();
        map.Add(0x1000, 0x2000, 0);
        map.Reserve(0x1400, 0x1c00);

        Assert.Equal("[0x0000000000001000-0x00000000000013ff] [0x0000000000001c00-0x0000000000001fff]", string.Join(' ', map.FreeRegions()));
        Assert.Empty(map.FreeFrames());
    }

    // Expect a copy to be the same, and a change of it to leave the original alone.
    [Fact]
    public void A_copy_leads_its_own_life()
    {
        var map = Drawing.Map("00001111", ".r......");
        var copy = map.Clone();
        Assert.Equal(map.FreeRegions(), copy.FreeRegions());

        copy.Reserve(Drawing.Bytes(2), Drawing.Bytes(8));
        copy.Remove(0, Drawing.Bytes(1));

        Assert.Equal("#.######", Drawing.Of(map.FreeFrames(), 8));
    }

    // Expect any sequence of the four calls to leave what an array of pages would say, in as few regions as can be.
    [Property(MaxTest = 500, Replay = "(31,37)")]
    public void It_agrees_with_an_array_of_pages((byte Call, byte Start, byte Pages)[] steps)
    {
        const int pages = 64;
        var map = new MemblockMap();
        int[] node = [.. Enumerable.Repeat(-1, pages)];
        bool[] reserved = new bool[pages];
        foreach (var (call, at, length) in steps)
        {
            int start = at % pages;
            int end = Math.Min(pages, start + (length % 24));
            var (from, to) = ((ulong)start * Page, (ulong)end * Page);
            int nid = at % 2;
            switch (call % 4)
            {
                case 0:
                    map.Add(from, to, nid);
                    Fill(start, end, pfn => node[pfn] = node[pfn] < 0 ? nid : node[pfn]);
                    break;
                case 1:
                    map.Remove(from, to);
                    Fill(start, end, pfn => node[pfn] = -1);
                    break;
                case 2:
                    map.Reserve(from, to);
                    Fill(start, end, pfn => reserved[pfn] = true);
                    break;
                default:
                    map.Free(from, to);
                    Fill(start, end, pfn => reserved[pfn] = false);
                    break;
            }
        }

        Assert.Equal(Runs(pages, pfn => node[pfn]).Where(run => run.Value >= 0).Select(run => new MemoryFrames(run.Value, run.Frames)), map.MemoryFrames());
        Assert.Equal(
            Runs(pages, pfn => reserved[pfn] ? -1 : node[pfn]).Where(run => run.Value >= 0).Select(run => run.Frames),
            map.FreeFrames());
    }

    private static void Fill(int start, int end, Action<int> page)
    {
        for (int pfn = start; pfn < end; pfn++)
        {
            page(pfn);
        }
    }

    private static IEnumerable<(int Value, PfnRange Frames)> Runs(int pages, Func<int, int> valueOf)
    {
        for (int start = 0; start < pages;)
        {
            int end = start + 1;
            while (end < pages && valueOf(end) == valueOf(start))
            {
                end++;
            }

            yield return (valueOf(start), new PfnRange(start, end));
            start = end;
        }
    }
}
