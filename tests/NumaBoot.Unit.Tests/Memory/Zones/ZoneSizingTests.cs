using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Zones;

/// <summary>Which zones lie on which node.</summary>
public sealed class ZoneSizingTests
{
    private const long MiB = 256;
    private const long GiB = 1024 * MiB;

    //   0   16 MiB        4 GiB          8 GiB          12 GiB
    //   |DMA|=== DMA32 ===|=== Normal ===|=== Normal ===|
    //   |---------- node 0 --------------|--- node 1 ---|
    // Expect three zones on node 0 and one on node 1; frame 0 is no memory.
    [Fact]
    public void X86_has_three_zones_on_its_first_node()
    {
        var (first, second) = LayOut((0, 1, 8 * GiB), (1, 8 * GiB, 12 * GiB));

        Assert.Equal([ZoneKind.Dma, ZoneKind.Dma32, ZoneKind.Normal], first.Zones.Select(zone => zone.Kind));
        Assert.Equal([new PfnRange(1, 16 * MiB), new PfnRange(16 * MiB, 4 * GiB), new PfnRange(4 * GiB, 8 * GiB)], first.Zones.Select(zone => zone.Span));
        Assert.Equal(new PfnRange(8 * GiB, 12 * GiB), Assert.Single(second.Zones).Span);
    }

    //   0          2 GiB          4 GiB          6 GiB
    //   |== node 0 ==|== node 1 ====|== node 1 ====|
    //    DMA, DMA32      DMA32          Normal
    // Expect a node that crosses 4 GiB to have both zones, and the node below to end with DMA32 as its last.
    [Fact]
    public void A_node_that_crosses_the_limit_has_both_zones()
    {
        var (first, second) = LayOut((0, 1, 2 * GiB), (1, 2 * GiB, 6 * GiB));

        Assert.Equal(ZoneKind.Dma32, first.LastZone!.Kind);
        Assert.Equal([ZoneKind.Dma32, ZoneKind.Normal], second.Zones.Select(zone => zone.Kind));
    }

    //   1 MiB: |== 640 KiB ==|  hole  |=== ... ===|   hole 3..4 GiB   |=== 4..5 GiB ===|
    // Expect holes to be spanned and not present.
    [Fact]
    public void Holes_are_spanned_and_not_present()
    {
        var (node, _) = LayOut((0, 1, 160), (0, 256, 3 * GiB), (0, 4 * GiB, 5 * GiB));

        var dma = node.Zone(ZoneKind.Dma)!;
        Assert.Equal((4095, 4095 - 96), (dma.Span.Pages, dma.PresentPages));
        var dma32 = node.Zone(ZoneKind.Dma32)!;
        Assert.Equal((4 * GiB) - (16 * MiB), dma32.Span.Pages);
        Assert.Equal((3 * GiB) - (16 * MiB), dma32.PresentPages);
        Assert.Equal(GiB, node.Zone(ZoneKind.Normal)!.PresentPages);
    }

    // Expect a node without memory to have no zone, and to be there.
    [Fact]
    public void A_node_without_memory_has_no_zone()
    {
        var (_, second) = LayOut((0, 1, 8 * GiB));

        Assert.Equal(1, second.Nid);
        Assert.Empty(second.Zones);
        Assert.Null(second.LastZone);
        Assert.Equal(0, second.PresentPages);
    }

    //   kernelcore=2G on two nodes of 4 GiB: 1 GiB each stays with the kernel
    //   node 0  |= 1 =|----- Movable -----|
    //   node 1  |= 1 =|----- Movable -----|
    // Expect Movable to begin, rounded to a largest block, behind what the kernel keeps of each node.
    [Fact]
    public void Kernelcore_is_spread_over_the_nodes()
    {
        var (first, second) = LayOut(
            new MovableRequest(KernelcorePages: 2 * GiB), (0, 4 * GiB, 8 * GiB), (1, 8 * GiB, 12 * GiB));

        Assert.Equal(new PfnRange(5 * GiB, 8 * GiB), first.Zone(ZoneKind.Movable)!.Span);
        Assert.Equal(new PfnRange(9 * GiB, 12 * GiB), second.Zone(ZoneKind.Movable)!.Span);
        Assert.Equal(new PfnRange(8 * GiB, 9 * GiB), second.Zone(ZoneKind.Normal)!.Span);
        Assert.Equal(ZoneKind.Movable, first.LastZone!.Kind);
    }

    // Expect movablecore=6G of 8 GiB to be what kernelcore=2G is.
    [Fact]
    public void Movablecore_is_the_other_side_of_kernelcore()
    {
        var (first, _) = LayOut(new MovableRequest(MovablecorePages: 6 * GiB), (0, 4 * GiB, 8 * GiB), (1, 8 * GiB, 12 * GiB));

        Assert.Equal(3 * GiB, first.Zone(ZoneKind.Movable)!.PresentPages);
    }

    // Expect a small node that the kernel keeps whole to leave its share to the others.
    [Fact]
    public void A_node_that_is_too_small_leaves_its_share_to_the_others()
    {
        var (small, large) = LayOut(
            new MovableRequest(KernelcorePages: 2 * GiB), (0, 4 * GiB, (4 * GiB) + (512 * MiB)), (1, 8 * GiB, 16 * GiB));

        Assert.Null(small.Zone(ZoneKind.Movable));
        Assert.Equal(new PfnRange(8 * GiB, (9 * GiB) + (512 * MiB)), large.Zone(ZoneKind.Normal)!.Span);
    }

    private static (NodeLayout First, NodeLayout Second) LayOut(params (int Nid, long Start, long End)[] memory) =>
        LayOut(MovableRequest.None, memory);

    private static (NodeLayout First, NodeLayout Second) LayOut(MovableRequest movable, params (int Nid, long Start, long End)[] memory)
    {
        var memblock = new MemblockMap();
        foreach (var (nid, start, end) in memory)
        {
            memblock.Add((ulong)start << MemoryGeometry.PageShift, (ulong)end << MemoryGeometry.PageShift, nid);
        }

        var layouts = ZoneSizing.LayOut(memblock, [0, 1], ZoneLimits.X86, movable, MemoryGeometry.X86);
        return (layouts[0], layouts[1]);
    }
}
