using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Memblock;

public sealed class MemblockRegionsTests
{
    //   had     ..00....
    //   add     ....00..
    //           ..0000..
    // Expect neighbours of one node to become one region.
    [Fact]
    public void Neighbours_of_one_node_merge()
    {
        Assert.Equal("0:[2, 6)", With(Region(2, 4, 0), Region(4, 6, 0)).Words());
        Assert.Equal("0:[2, 6)", With(Region(4, 6, 0), Region(2, 4, 0)).Words());
    }

    //   had     ..00..00..
    //   add     ....00....
    //           ..000000..
    // Expect a region that fills a gap to merge on both sides at once.
    [Fact]
    public void Filling_a_gap_merges_both_sides()
    {
        Assert.Equal("0:[2, 8)", With(Region(2, 4, 0), Region(6, 8, 0), Region(4, 6, 0)).Words());
    }

    //   had     ..00..11..
    //   add     ....00....
    //           ..000011..
    // Expect neighbours of different nodes to stay apart.
    [Fact]
    public void Neighbours_of_different_nodes_stay_apart()
    {
        Assert.Equal("0:[2, 6) 1:[6, 8)", With(Region(2, 4, 0), Region(6, 8, 1), Region(4, 6, 0)).Words());
    }

    //   had     ..hh....       h: may be unplugged
    //   add     ....00..
    // Expect neighbours of one node with different flags to stay apart.
    [Fact]
    public void Neighbours_with_different_flags_stay_apart()
    {
        var regions = With(Region(2, 4, 0) with { Flags = MemblockFlags.Hotplug }, Region(4, 6, 0));

        Assert.Equal([MemblockFlags.Hotplug, MemblockFlags.None], regions.Select(region => region.Flags));
    }

    //   had     ..00..00....
    //   add     .1111111111.
    //           .1001100111.
    // Expect only the gaps to be added: what is covered keeps its node.
    [Fact]
    public void What_is_covered_keeps_its_node()
    {
        var regions = With(Region(2, 4, 0), Region(6, 8, 0), Region(1, 11, 1));

        Assert.Equal("1:[1, 2) 0:[2, 4) 1:[4, 6) 0:[6, 8) 1:[8, 11)", regions.Words());
    }

    //   had     .000000.
    //   add     ...00...
    // Expect a region that is covered already to change nothing.
    [Fact]
    public void What_is_covered_already_changes_nothing()
    {
        Assert.Equal("0:[1, 7)", With(Region(1, 7, 0), Region(3, 5, 1)).Words());
    }

    //   had     .00.00.00.
    //   remove  ..000000..
    //           .0......0.
    // Expect a removal to cut the outer regions and to drop the inner one.
    [Fact]
    public void Removing_cuts_the_outer_regions()
    {
        var regions = With(Region(1, 3, 0), Region(4, 6, 0), Region(7, 9, 0));

        regions.Remove(Drawing.Bytes(2), Drawing.Bytes(8));

        Assert.Equal("0:[1, 2) 0:[8, 9)", regions.Words());
    }

    //   had     .000000.
    //   remove  ...00...
    //           .00..00.
    // Expect a hole to leave both sides with their node and flags.
    [Fact]
    public void Removing_from_the_middle_leaves_two_regions_of_a_kind()
    {
        var regions = With(Region(1, 7, 3) with { Flags = MemblockFlags.Mirror });

        regions.Remove(Drawing.Bytes(3), Drawing.Bytes(5));

        Assert.Equal("3:[1, 3) 3:[5, 7)", regions.Words());
        Assert.All(regions, region => Assert.Equal(MemblockFlags.Mirror, region.Flags));
    }

    //   had     .000..11.
    //   set       22222       to node 2
    //           .022..21.
    // Expect only what is listed to change its node, not the hole between.
    [Fact]
    public void Setting_a_node_cuts_and_does_not_fill_holes()
    {
        var regions = With(Region(1, 4, 0), Region(6, 8, 1));

        regions.SetNode(Drawing.Bytes(2), Drawing.Bytes(7), 2);

        Assert.Equal("0:[1, 2) 2:[2, 4) 2:[6, 7) 1:[7, 8)", regions.Words());
    }

    //   had     .001100.
    //   set       00 00       the middle to node 0
    //           .000000.
    // Expect regions that a node makes equal to merge with those on both sides.
    [Fact]
    public void Setting_a_node_merges_what_it_makes_equal()
    {
        var regions = With(Region(1, 3, 0), Region(3, 5, 1), Region(5, 7, 0));

        regions.SetNode(Drawing.Bytes(3), Drawing.Bytes(5), 0);

        Assert.Equal("0:[1, 7)", regions.Words());
    }

    // Expect what ends where it starts, or before, to do nothing, and to leave no cut behind.
    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 2)]
    public void Empty_regions_change_nothing(long start, long end)
    {
        var regions = With(Region(1, 7, 0), Region(start, end, 1));
        regions.Remove(Drawing.Bytes(start), Drawing.Bytes(end));
        regions.SetNode(Drawing.Bytes(start), Drawing.Bytes(end), 2);

        Assert.Equal("0:[1, 7)", regions.Words());
    }

    // Expect the bytes of all regions to be counted, whatever their node.
    [Fact]
    public void All_bytes_are_counted()
    {
        var regions = With(Region(1, 3, 0), Region(4, 5, 1));

        Assert.Equal(3UL * 4096, regions.TotalBytes);
        regions.Clear();
        Assert.Equal((0UL, 0), (regions.TotalBytes, regions.Count));
    }

    // Expect a region to print as the kernel prints it, with its last byte.
    [Fact]
    public void A_region_prints_its_last_byte()
    {
        Assert.Equal("[0x0000000000001000-0x0000000000002fff]", Region(1, 3, 0).ToString());
    }

    private static MemblockRegion Region(long start, long end, int nid) => new(Drawing.Bytes(start), Drawing.Bytes(end), nid);

    private static MemblockRegions With(params MemblockRegion[] added)
    {
        var regions = new MemblockRegions();
        foreach (var region in added)
        {
            regions.Add(region);
        }

        return regions;
    }
}
