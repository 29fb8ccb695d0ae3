using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using NumaBoot.Unit.Tests.Machines;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Zones;

public sealed class ZoneSizingTests
{
    private const long MiB = 256;
    private const long GiB = 1024 * MiB;

    public static TheoryData<string> RecordedBoots => Boots.All;

    //   pfn  1  159  256      4096                    786,400   (3 GiB - 128 KiB)
    //        |===|....|==========|=======================|
    //        |------ DMA --------|-------- DMA32 --------|
    // Expect DMA to start with memory, at page 1, and the hole of 97 pages below 1 MiB to be spanned and not present: the
    // kernel of the boot n2-movablecore has 4,095 spanned and 158 + 3,840 = 3,998 present.
    [Fact]
    public void Holes_are_spanned_and_not_present()
    {
        var node = LayOut([0], (0, 1, 159), (0, 256, 786400)).Single();

        Assert.Equal("DMA [1, 4096)/3998 DMA32 [4096, 786400)/782304", Words(node));
        Assert.Equal((1, 786399, 786302, 786400), (node.Start, node.SpannedPages, node.PresentPages, node.End));
    }

    //   1 MiB    16 MiB        3 GiB     4 GiB          7 GiB
    //     |==DMA==|====DMA32=====|.........|====Normal=====|
    // Expect DMA32 to end at 4 GiB, with the hole for devices below it: 1,044,480 spanned, 786,432 - 4,096 = 782,336 present.
    [Fact]
    public void A_node_around_4_gib_has_all_three_zones()
    {
        var node = LayOut([0], (0, MiB, 3 * GiB), (0, 4 * GiB, 7 * GiB)).Single();

        Assert.Equal("DMA [256, 4096)/3840 DMA32 [4096, 1048576)/782336 Normal [1048576, 1835008)/786432", Words(node));
    }

    //   |== node 0: 1 MiB to 2 GiB ==|== node 1: to 6 GiB ==|== node 2: to 8 GiB ==|
    // Expect node 0 to end with DMA32, node 1 to hold its rest and Normal, and node 2 to have Normal only.
    [Fact]
    public void Each_node_has_the_zones_that_it_reaches_into()
    {
        var nodes = LayOut([0, 1, 2], (0, MiB, 2 * GiB), (1, 2 * GiB, 6 * GiB), (2, 6 * GiB, 8 * GiB));

        Assert.Equal("DMA [256, 4096)/3840 DMA32 [4096, 524288)/520192", Words(nodes[0]));
        Assert.Equal("DMA32 [524288, 1048576)/524288 Normal [1048576, 1572864)/524288", Words(nodes[1]));
        Assert.Equal("Normal [1572864, 2097152)/524288", Words(nodes[2]));
        Assert.Equal([ZoneKind.Dma32, ZoneKind.Normal, ZoneKind.Normal], nodes.Select(node => node.LastZone!.Kind));
    }

    // Expect a machine to end with the zone that its memory ends in: DMA below 16 MiB, DMA32 below 4 GiB.
    [Theory]
    [InlineData(8, "DMA [256, 2048)/1792")]
    [InlineData(16, "DMA [256, 4096)/3840")]
    [InlineData(17, "DMA [256, 4096)/3840 DMA32 [4096, 4352)/256")]
    [InlineData(4096, "DMA [256, 4096)/3840 DMA32 [4096, 1048576)/1044480")]
    [InlineData(4097, "DMA [256, 4096)/3840 DMA32 [4096, 1048576)/1044480 Normal [1048576, 1048832)/256")]
    public void Memory_ends_in_the_zone_that_its_size_says(long endMiB, string zones)
    {
        Assert.Equal(zones, Words(LayOut([0], (0, MiB, endMiB * MiB)).Single()));
    }

    //   0      16 MiB  32 MiB        5 GiB
    //   |........|.......|==============|
    // Expect no DMA where memory starts above it, and DMA32 to start with memory.
    [Fact]
    public void A_machine_without_low_memory_has_no_dma()
    {
        Assert.Equal("DMA32 [8192, 1048576)/1040384 Normal [1048576, 1310720)/262144", Words(LayOut([0], (0, 32 * MiB, 5 * GiB)).Single()));
    }

    //   |== node 0 ==|== node 1 ==|== node 0 ==|      4 to 5 to 6 to 7 GiB
    // Expect node 0 to span node 1, and to have only its own memory present.
    [Fact]
    public void Nodes_that_take_turns_span_each_other()
    {
        var nodes = LayOut([0, 1], (0, 4 * GiB, 5 * GiB), (1, 5 * GiB, 6 * GiB), (0, 6 * GiB, 7 * GiB));

        Assert.Equal("Normal [1048576, 1835008)/524288", Words(nodes[0]));
        Assert.Equal("Normal [1310720, 1572864)/262144", Words(nodes[1]));
    }

    // Expect a node without memory to have no zone, wherever it stands among the others, and the order to be that asked for.
    [Fact]
    public void A_node_without_memory_has_no_zone()
    {
        var nodes = LayOut([2, 1, 0], (0, MiB, GiB), (2, GiB, 2 * GiB));

        Assert.Equal([2, 1, 0], nodes.Select(node => node.Nid));
        Assert.True(nodes[1].Zones.IsEmpty);
        Assert.Null(nodes[1].LastZone);
        Assert.Equal((0, 0, 0), (nodes[1].Start, nodes[1].SpannedPages, nodes[1].PresentPages));
    }

    //   1 MiB    16 MiB                  4 GiB       5 GiB
    //     |==DMA==|......... hole .........|==Normal==|
    // Expect the span of a zone that is all hole to count in its node all the same, so that the node ends where Normal does.
    [Fact]
    public void A_zone_that_is_all_hole_still_spans()
    {
        var node = LayOut([0], (0, MiB, 16 * MiB), (0, 4 * GiB, 5 * GiB)).Single();

        Assert.Equal((1310720, 1310720 - 256), (node.End, node.SpannedPages));
        Assert.Equal(3840 + 262144, node.PresentPages);
        Assert.Equal(0, node.Zone(ZoneKind.Dma32)?.PresentPages ?? 0);
    }

    // Expect one zone for all memory where the machine has no other.
    [Fact]
    public void A_machine_may_have_normal_only()
    {
        var node = ZoneSizing.LayOut(Drawing.Map("..000000"), [0], ZoneLimits.NormalOnly, MovableRequest.None, SmallMemory.Geometry).Single();

        Assert.Equal("Normal [2, 8)/6", Words(node));
        Assert.Null(node.Zone(ZoneKind.Dma));
    }

    //   0         8          16        24             40                64
    //   |== DMA ==|= Normal =|= Movable =|== Normal ==|==== Movable ====|
    //   |--------------- node 0 ---------|----------- node 1 -----------|
    // kernelcore=32 pages, 16 a node.
    // Expect the zone that Movable starts in to be cut there, and Movable to be the node's last zone.
    [Fact]
    public void Movable_cuts_the_zone_that_it_starts_in()
    {
        var memory = Drawing.Map(new string('0', 24) + new string('1', 40));
        var nodes = ZoneSizing.LayOut(memory, [0, 1], new ZoneLimits(DmaEnd: 8, Dma32End: 0), new MovableRequest(KernelcorePages: 32), SmallMemory.Geometry);

        Assert.Equal("DMA [0, 8)/8 Normal [8, 16)/8 Movable [16, 24)/8", Words(nodes[0]));
        Assert.Equal("Normal [24, 40)/16 Movable [40, 64)/24", Words(nodes[1]));
        Assert.All(nodes, node => Assert.Equal(ZoneKind.Movable, node.LastZone!.Kind));
    }

    // Expect the zones of every recorded machine to lie where the kernel put them: holes, odd sizes, nodes without memory
    // or without CPUs, Movable.
    [Theory]
    [MemberData(nameof(RecordedBoots))]
    public void Zones_lie_where_the_kernel_put_them(string boot)
    {
        var machine = Boots.Spec(boot);
        var movable = NumaBoot.Machines.MovableParameters.From(NumaBoot.Machines.KernelCommandLine.Parse(Fixtures.Read(boot, "cmdline")));
        var layouts = ZoneSizing.LayOut(machine.ToMemblock(), machine.Nodes.Select(node => node.Nid), ZoneLimits.X86, movable, MemoryGeometry.X86);

        foreach (var real in Fixtures.Snapshots(boot).First().GetProperty("nodes").EnumerateArray())
        {
            var node = layouts.Single(layout => layout.Nid == real.GetProperty("nid").GetInt32());
            var zones = real.GetProperty("zones").EnumerateArray().Select(zone =>
                $"{zone.GetProperty("zone").GetString()} {PfnRange.Of(zone.GetProperty("start").GetInt64(), zone.GetProperty("spanned").GetInt64())}/{zone.GetProperty("present")}");
            Assert.Equal(string.Join(' ', zones), Words(node));
            Assert.Equal(real.GetProperty("spanned").GetInt64(), node.SpannedPages);
        }
    }

    private static ImmutableArray<NodeLayout> LayOut(int[] nids, params (int Nid, long Start, long End)[] memory)
    {
        var map = new MemblockMap();
        foreach (var (nid, start, end) in memory)
        {
            map.Add(Drawing.Bytes(start), Drawing.Bytes(end), nid);
        }

        return ZoneSizing.LayOut(map, nids, ZoneLimits.X86, MovableRequest.None, MemoryGeometry.X86);
    }

    private static string Words(NodeLayout node) =>
        string.Join(' ', node.Zones.Select(zone => $"{zone.Kind.Name()} {zone.Span}/{zone.PresentPages}"));
}
