using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Deferred;

/// <summary>Where the early memory map stops.</summary>
public sealed class EarlyMemoryMapTests
{
    private const long Section = 32768;
    private const long GiB = 1L << 18;

    //   |= section =|= up to the boundary ...
    // Expect a node that begins on a section boundary to build exactly one section.
    [Fact]
    public void A_node_on_a_boundary_builds_one_section() =>
        Assert.Equal((16 * GiB) + Section, Frontier(InitPolicies.V61, new PfnRange(16 * GiB, 20 * GiB)));

    //        start +1                 1st boundary      2nd boundary
    //   |----|=========================|=================|
    // Expect a node that begins one page after a boundary to build up to the second boundary: the first comes before a
    // section's worth is counted.
    [Fact]
    public void A_node_behind_a_boundary_builds_up_to_the_next_but_one() =>
        Assert.Equal((16 * GiB) + (2 * Section), Frontier(InitPolicies.V61, new PfnRange((16 * GiB) + 1, 20 * GiB)));

    // Expect a node of at most a section to be built whole.
    [Fact]
    public void A_small_node_defers_nothing() =>
        Assert.Equal(NumaBoot.Memory.Frontier.None, Frontier(InitPolicies.V61, PfnRange.Of(16 * GiB, Section)));

    // Expect everything.
    [Fact]
    public void Eager_defers_nothing() =>
        Assert.Equal(NumaBoot.Memory.Frontier.None, Frontier(InitPolicies.Eager, new PfnRange(16 * GiB, 64 * GiB)));

    // Expect 2 GiB of a node of 64 GiB, and 1/256, 4 GiB, of one of 1 TiB.
    [Theory]
    [InlineData(64, 2)]
    [InlineData(1024, 4)]
    public void The_static_reserve_is_two_gibibytes_or_a_256th(long nodeGiB, long reserveGiB) =>
        Assert.Equal(
            (1024 + reserveGiB) * GiB,
            Frontier(InitPolicies.StaticReserve, PfnRange.Of(1024 * GiB, nodeGiB * GiB)));

    // Expect a crash kernel of 1 GiB that begins in the reserve to lengthen it by 1 GiB, and one above it not to.
    [Theory]
    [InlineData(17, 3)]
    [InlineData(40, 2)]
    public void The_static_reserve_makes_up_for_reservations(long crashGiB, long reserveGiB) =>
        Assert.Equal(
            (16 + reserveGiB) * GiB,
            Frontier(InitPolicies.StaticReserve, new PfnRange(16 * GiB, 64 * GiB), PfnRange.Of(crashGiB * GiB, GiB)));

    // Expect 2 GiB of a node of any size as first merged, and the same, or 1/256, of which all may be reserved, before 4.12.
    [Theory]
    [InlineData("v4.2-fixed-reserve", 64, 2)]
    [InlineData("v4.2-fixed-reserve", 1024, 2)]
    [InlineData("v4.6-uncounted-reserve", 64, 2)]
    [InlineData("v4.6-uncounted-reserve", 1024, 4)]
    [InlineData("static-reserve", 1024, 5)]
    public void Older_reserves_make_up_for_nothing(string policy, long nodeGiB, long reserveGiB) =>
        Assert.Equal(
            (1024 + reserveGiB) * GiB,
            Frontier(InitPolicies.Find(policy)!, PfnRange.Of(1024 * GiB, nodeGiB * GiB), PfnRange.Of(1025 * GiB, GiB)));

    //   16 GiB            24 GiB    32 GiB      40 GiB
    //   |==== region 0 ====|  hole  |= 1 =|--- region 1 ---|
    // Expect the fault of 5.8 to build region 0 to its end and a section of region 1, its twin a section of region 0; a node
    // of one region not to differ.
    [Theory]
    [InlineData("v5.8-by-region", 32)]
    [InlineData("v5.8", 16)]
    public void A_region_that_is_not_the_last_was_built_to_its_end(string policy, long fromGiB)
    {
        var memblock = new MemblockMap();
        Add(memblock, 0, new PfnRange(16 * GiB, 24 * GiB));
        Add(memblock, 0, new PfnRange(32 * GiB, 40 * GiB));

        Assert.Equal((fromGiB * GiB) + Section, FrontiersOf(InitPolicies.Find(policy)!, memblock, 0)[0]);
        Assert.Equal((16 * GiB) + Section, Frontier(InitPolicies.Find(policy)!, new PfnRange(16 * GiB, 40 * GiB)));
    }

    //   0        4 GiB            16 GiB
    //   |= DMA32 =|= 1 =|--- Normal, deferred ---|
    // Expect low zones to be built whatever they hold, and only the last one to stop.
    [Fact]
    public void Low_zones_are_never_deferred() =>
        Assert.Equal((4 * GiB) + Section, Frontier(InitPolicies.V61, new PfnRange(1, 16 * GiB)));

    //   4 GiB
    //   |0|1|0|1|0|1|0|1|0|1|0|1|0|1|0|1|======== 0 ========|======== 1 ========|   8 x 64 MiB each in turns, then 2 GiB each
    //                                   1310720             1835008
    // Expect the kernel's one count to start anew at each turn, so that no node reaches a section's worth before its last
    // region: a section behind 1,310,720 and behind 1,835,008. Up to 4.17 a zone has a count of its own: node 0 is full after
    // two turns, at the boundary 1048576 + 2 * 32768 where its third begins; node 1's turns begin in the middle of sections,
    // so that its last region begins deferred.
    [Theory]
    [InlineData("v6.1", 1343488, 1867776)]
    [InlineData("single-writer", 1343488, 1867776)]
    [InlineData("v4.17", 1114112, 1835008)]
    [InlineData("v1", 1114112, 1835008)]
    public void Nodes_that_take_turns_count_as_their_kernel_does(string policy, long node0, long node1)
    {
        var memblock = new MemblockMap();
        for (int turn = 0; turn < 16; turn++)
        {
            Add(memblock, turn % 2, PfnRange.Of((4 * GiB) + (turn * Section / 2), Section / 2));
        }

        Add(memblock, 0, new PfnRange(5 * GiB, 7 * GiB));
        Add(memblock, 1, new PfnRange(7 * GiB, 9 * GiB));

        Assert.Equal([node0, node1], FrontiersOf(InitPolicies.Find(policy)!, memblock, 0, 1));
    }

    //   2 GiB                                       4 GiB
    //   |== 0: DMA32 ==|== 1: DMA32 ==|....|== 0: DMA32 ==|== 1: Normal =========|     a section each, Normal has four
    // Expect node 1's DMA32 not to start the count anew, since it ends at 4 GiB as node 0 does and the kernel tells zones apart
    // by their end: node 0 has counted a section when it comes to its second region, and defers all of that.
    [Fact]
    public void Zones_that_end_at_one_frame_count_on()
    {
        var memblock = new MemblockMap();
        Add(memblock, 0, PfnRange.Of(2 * GiB, Section));
        Add(memblock, 1, PfnRange.Of((2 * GiB) + Section, Section));
        Add(memblock, 0, new PfnRange((4 * GiB) - Section, 4 * GiB));
        Add(memblock, 1, PfnRange.Of(4 * GiB, 4 * Section));

        Assert.Equal([(4 * GiB) - Section, (4 * GiB) + Section], FrontiersOf(InitPolicies.V61, memblock, 0, 1));
    }

    //   4 GiB                            hole
    //   |== 0: half a section ==|.........................|== 0: two sections ==|
    // Expect the count to go on over a hole where no other zone comes between: half a section before it, half behind it, and
    // the next boundary.
    [Fact]
    public void A_hole_does_not_start_the_count_anew()
    {
        var memblock = new MemblockMap();
        Add(memblock, 0, PfnRange.Of(4 * GiB, Section / 2));
        Add(memblock, 0, PfnRange.Of((8 * GiB) - (Section / 2), 2 * Section));

        Assert.Equal([8 * GiB], FrontiersOf(InitPolicies.V61, memblock, 0));
    }

    private static long Frontier(InitPolicy policy, PfnRange node, params PfnRange[] reserved)
    {
        var memblock = new MemblockMap();
        Add(memblock, 0, node);
        foreach (var frames in reserved)
        {
            memblock.Reserve(Bytes(frames.Start), Bytes(frames.End));
        }

        return FrontiersOf(policy, memblock, 0)[0];
    }

    private static long[] FrontiersOf(InitPolicy policy, MemblockMap memblock, params int[] nids)
    {
        var layouts = ZoneSizing.LayOut(memblock, nids, ZoneLimits.X86, MovableRequest.None, MemoryGeometry.X86);
        return [.. EarlyMemoryMap.FrontiersOf(layouts, memblock, policy, MemoryGeometry.X86)];
    }

    private static void Add(MemblockMap memblock, int nid, PfnRange frames) => memblock.Add(Bytes(frames.Start), Bytes(frames.End), nid);

    private static ulong Bytes(long pfn) => (ulong)pfn << MemoryGeometry.PageShift;
}
