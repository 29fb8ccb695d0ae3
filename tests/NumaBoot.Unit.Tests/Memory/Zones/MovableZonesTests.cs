using System.Diagnostics;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using NumaBoot.Unit.Tests.Machines;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Zones;

/// <summary><c>find_zone_movable_pfns_for_nodes</c>; one character is 8 pages, the largest block.</summary>
public sealed class MovableZonesTests
{
    private const int Unit = 8;

    //   node 0    node 1
    //   00000000  11111111      kernelcore=6: 3 each
    //   kkkmmmmm  kkkmmmmm
    // Expect kernel memory to be spread evenly.
    [Fact]
    public void Kernel_memory_is_spread_evenly()
    {
        Assert.Equal("0:3 1:11", Starts("0000000011111111", Kernelcore(6)));
    }

    //   00 11111111111111       kernelcore=8: 4 each, but node 0 has 2
    //   kk kkkkkkmmmmmmmm       what it cannot hold goes to node 1
    // Expect what a small node cannot hold to be spread over the others, and the small node to have no Movable.
    [Fact]
    public void What_a_node_cannot_hold_goes_to_the_others()
    {
        Assert.Equal("1:8", Starts("0011111111111111", Kernelcore(8)));
    }

    //   00 11111111 222222     kernelcore=9: 3 each, node 0 is short of one; then (1 * 8 pages) / 2 = 4 pages each
    //   kk kkkkmmmm kkkkmm     starts at 2 + 3.5 and 10 + 3.5 are rounded up
    // Expect the rest to be spread evenly too, and Movable to start at a multiple of the largest block.
    [Fact]
    public void What_is_left_is_spread_evenly_too()
    {
        Assert.Equal("1:6 2:14", Starts("0011111111222222", Kernelcore(9)));
    }

    //   0000000011111111       25 pages over two nodes: 12 each, one is left, which is not more than the one usable node
    // Expect the odd page to be left out, as in the kernel, and both starts, at 12 and 76, to be rounded up to 16 and 80.
    [Fact]
    public void An_odd_page_is_left_out()
    {
        Assert.Equal("0:2 1:10", Starts("0000000011111111", new MovableRequest(KernelcorePages: 25)));
    }

    //   0000000011111111       movablecore=5 of 16: 11 for the kernel, 5.5 each, rounded up
    //   kkkkkkmmkkkkkkmm
    // Expect what Movable is to have to be taken from all nodes, the boundary rounding to its disadvantage.
    [Fact]
    public void Movablecore_is_what_the_kernel_leaves()
    {
        Assert.Equal("0:6 1:14", Starts("0000000011111111", Movablecore(5)));
    }

    //   00000000               movablecore of 17 pages: rounded up to 24, so 40 are left for the kernel
    //   kkkkkmmm
    // Expect an odd size to be rounded up, so that Movable is not smaller than was asked for.
    [Fact]
    public void An_odd_movablecore_is_rounded_up()
    {
        Assert.Equal("0:5", Starts("00000000", new MovableRequest(MovablecorePages: 17)));
    }

    // Expect the larger of what both leave for the kernel: of 16, kernelcore=12 beats movablecore=8, kernelcore=2 does not.
    [Theory]
    [InlineData(12, 8, "0:6 1:14")]
    [InlineData(2, 8, "0:4 1:12")]
    public void Of_both_the_one_that_leaves_the_kernel_more_wins(int kernelcore, int movablecore, string starts)
    {
        Assert.Equal(starts, Starts("0000000011111111", new MovableRequest(kernelcore * Unit, movablecore * Unit)));
    }

    // Expect a share to be one of all memory: half of 16 is 8, a quarter for Movable leaves 12. A share beats a size.
    [Fact]
    public void Shares_are_shares_of_all_memory()
    {
        Assert.Equal("0:4 1:12", Starts("0000000011111111", new MovableRequest(KernelcorePercent: 50)));
        Assert.Equal("0:6 1:14", Starts("0000000011111111", new MovableRequest(MovablecorePercent: 25)));
        Assert.Equal("0:4 1:12", Starts("0000000011111111", new MovableRequest(KernelcorePages: Unit, KernelcorePercent: 50)));
    }

    // Expect no Movable where nothing is asked, where the kernel wants all or more, and, a quirk of the kernel's, where
    // Movable wants all: what is left for the kernel is then 0, which reads as "not asked".
    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 0)]
    [InlineData(99, 0)]
    [InlineData(0, 16)]
    [InlineData(0, 99)]
    public void Who_asks_for_nothing_or_all_has_no_movable(int kernelcore, int movablecore)
    {
        Assert.Equal("", Starts("0000000011111111", new MovableRequest(kernelcore * Unit, movablecore * Unit)));
    }

    //   low zone |Normal
    //   0000     0000  11111111       kernelcore of 60 pages, 32 of them are low memory
    //   kkkk     kkmm  kkmmmmmm
    // 30 each: node 0 has 32 low ones, 28 are left, so 14 for node 1; the last 14 go to node 0, whose turn it is again.
    // Expect low memory to count as kernel memory, and Movable never to start below the highest zone.
    [Fact]
    public void Low_memory_counts_as_kernel_memory()
    {
        Assert.Equal("0:6 1:10", Starts("0000000011111111", new MovableRequest(KernelcorePages: 60), usableStart: 32));
    }

    //   low zone        |Normal
    //   0000              11111111    kernelcore=3, all low memory there is is 4
    //   kkkk              mmmmmmmm
    // Expect a node that is all low memory to have no Movable, and the others to be movable from their start.
    [Fact]
    public void A_node_of_low_memory_has_no_movable()
    {
        Assert.Equal("1:4", Starts("000011111111", Kernelcore(3), usableStart: 32));
    }

    //   00...000               kernelcore of 20 pages: 16, then 4 behind the hole, at 44, rounded up to 48
    // Expect holes not to count.
    [Fact]
    public void Holes_are_not_kernel_memory()
    {
        Assert.Equal("0:6", Starts("00...000", new MovableRequest(KernelcorePages: 20)));
    }

    // A node of 60 pages, 58 of them for the kernel: Movable would start at 64.
    //
    // Expect no Movable where rounding goes beyond the node.
    [Fact]
    public void A_start_beyond_the_node_is_no_start()
    {
        var map = new MemblockMap();
        map.Add(0, Drawing.Bytes(60), 0);

        Assert.Empty(MovableZones.Starts(map, new MovableRequest(KernelcorePages: 58), 0, SmallMemory.Geometry));
    }

    // Expect the start that the kernel of n2-movablecore printed: "Movable zone start for each node", Node 1: 0x180000000.
    [Fact]
    public void A_recorded_kernel_put_it_there()
    {
        Assert.Contains("Node 1: 0x0000000180000000", Fixtures.Read("n2-movablecore", "dmesg.txt"), StringComparison.Ordinal);
        long threeGiB = MemoryGeometry.PagesOfKiB(3 << 20);

        var starts = MovableZones.Starts(Boots.Spec("n2-movablecore").ToMemblock(), new MovableRequest(MovablecorePages: threeGiB), 1 << 20, MemoryGeometry.X86);

        Assert.Equal([KeyValuePair.Create(1, MemoryGeometry.PfnDown(0x180000000))], starts);
    }

    //   0 11 222 3333 44444 ...  8,000 nodes, each a block larger than the one before: every round fills another few
    //   k kk kkk kkkm kkkmm
    // Expect thousands of nodes of thousands of sizes to be laid out at once, and every full node to have no Movable.
    [Fact]
    public void Thousands_of_nodes_are_no_trouble()
    {
        const int nodes = 8000;
        var map = new MemblockMap();
        ulong at = 0;
        for (int nid = 0; nid < nodes; nid++)
        {
            ulong bytes = (ulong)(nid + 1) * Unit * MemoryGeometry.PageBytes;
            map.Memory.Add(new MemblockRegion(at, at + bytes, nid));
            at += bytes;
        }

        long begin = Stopwatch.GetTimestamp();
        var starts = MovableZones.Starts(map, new MovableRequest(KernelcorePercent: 75), 0, SmallMemory.Geometry);

        // A share of a little more than half the largest node takes three quarters of all memory.
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(1), "it takes too long");
        Assert.Equal(Enumerable.Range((nodes / 2) + 1, (nodes / 2) - 1), starts.Keys);
    }

    private static MovableRequest Kernelcore(int units) => new(KernelcorePages: units * Unit);

    private static MovableRequest Movablecore(int units) => new(MovablecorePages: units * Unit);

    private static string Starts(string drawing, MovableRequest request, long usableStart = 0)
    {
        var map = Drawing.Map(string.Concat(drawing.Select(nid => new string(nid, Unit))));
        var starts = MovableZones.Starts(map, request, usableStart, SmallMemory.Geometry);
        Assert.All(starts.Values, start => Assert.Equal(0, start % Unit));
        return string.Join(' ', starts.Select(start => $"{start.Key}:{start.Value / Unit}"));
    }
}
