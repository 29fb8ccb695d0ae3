using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory;

public sealed class MemblockMapTests
{
    //   memory    00000000..00000000
    //   reserved  rr..rr......rr..rr
    //             ..##..##..##..##..
    // Expect free memory to be memory without what is reserved.
    [Fact]
    public void Free_is_memory_that_is_not_reserved()
    {
        var map = Drawing.Map("00000000..00000000", "rr..rr......rr..rr");

        Assert.Equal("..##..##..##..##..", Drawing.Of(map.FreeFrames(), 18));
    }

    //   memory    00001111
    //   reserved  ........
    // Expect a free run to end where the node changes, although nothing lies between.
    [Fact]
    public void A_free_run_never_crosses_into_the_next_node()
    {
        Assert.Equal("0:[0, 4) 1:[4, 8)", Drawing.Map("00001111").FreeRegions().Words());
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

    //   memory    000000nn00     n: not mapped by the kernel
    //             ######..##
    // Expect what is not mapped to have page frames, and never to be free.
    [Fact]
    public void Unmapped_memory_has_frames_and_is_never_free()
    {
        var map = Drawing.Map("000000..00");
        map.Add(Drawing.Bytes(6), Drawing.Bytes(8), 0, MemblockFlags.Nomap);

        Assert.Equal("######..##", Drawing.Of(map.FreeFrames(), 10));
        Assert.Equal("##########", Drawing.Of(map.MemoryFrames().Select(memory => memory.Frames), 10));
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

    //   reserved  rr..rrrr..rr..rr
    //   asked         [ 6 to 10 ]
    // "if (rgn->base + rgn->size < start_addr) continue; if (rgn->base > end_addr) continue;"
    // Expect each region that reaches into the range, or only touches one of its ends, to be counted whole: 4 + 2 pages.
    [Fact]
    public void Reservations_that_touch_a_range_count_whole()
    {
        var map = Drawing.Map("", "rr..rrrr..rr..rr");

        Assert.Equal(6UL * 4096, map.ReservedBytesTouching(Drawing.Bytes(6), Drawing.Bytes(10)));
        Assert.Equal(6UL * 4096, map.ReservedBytesTouching(Drawing.Bytes(8), Drawing.Bytes(10)));
        Assert.Equal(0UL, map.ReservedBytesTouching(Drawing.Bytes(8) + 1, Drawing.Bytes(10) - 1));
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
}
