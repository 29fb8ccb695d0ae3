using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class BuiltInMachinesTests
{
    //   section 0   section 1   section 2   section 3
    //  |== taken ==|-----------|-----------|-----------|   a section is one block of order 3, 8 pages
    //  ^ cpu 0 before the workload; then cpu 0: two sections, cpu 1: one
    // Expect tiny to be the machine that the design describes.
    [Fact]
    public void Tiny_is_as_small_as_a_race_allows()
    {
        var tiny = BuiltInMachines.Tiny;
        var zone = Assert.Single(Assert.Single(Layouts(tiny)).Zones);
        Assert.Equal(ZoneKind.Normal, zone.Kind);
        Assert.Equal(4, zone.PresentPages / tiny.Geometry.SectionPages);
        Assert.Equal(tiny.Geometry.MaxOrderPages, tiny.Geometry.SectionPages);
        Assert.Empty(tiny.Reserved);
        Assert.Equal(0, tiny.MinFreeKiB);
        Assert.False(tiny.HasPageLists);
        Assert.False(tiny.RaisesMinFree);
        var items = tiny.OwnWorkload!.Items;
        Assert.All(items, item => Assert.Equal((WorkKind.Allocate, 3, 1L, false), (item.Kind, item.Order, item.Count, item.UsesPageList)));
        Assert.Equal(
            [(0, WorkPhase.EarlyBoot, WorkNeed.Required), (0, WorkPhase.Running, WorkNeed.Optional), (0, WorkPhase.Running, WorkNeed.Optional), (1, WorkPhase.Running, WorkNeed.Optional)],
            items.Select(item => (item.Cpu, item.Phase, item.Need)));
    }

    //   node 0: |== taken ==|---|---|---|      node 1: |== taken ==|---|---|---|
    //            cpu 0: one section                     cpu 1: one section
    // Expect tiny2 to be two such nodes with a CPU each.
    [Fact]
    public void Tiny2_is_two_of_them()
    {
        var tiny2 = BuiltInMachines.Tiny2;
        Assert.Equal([new CpuPlace(0, 0), new CpuPlace(1, 1)], tiny2.Cpus.AsEnumerable());
        Assert.All(Layouts(tiny2), node => Assert.Equal(32, Assert.Single(node.Zones).PresentPages));
        var items = tiny2.OwnWorkload!.Items;
        Assert.Equal([0, 1], items.Where(item => item.Phase == WorkPhase.EarlyBoot).Select(item => item.Nid!.Value));
        Assert.Equal([0, 1], items.Where(item => item.Phase == WorkPhase.Running).Select(item => item.Cpu));
    }

    //   |r|------|image|-----------|swiotlb|  hole  |----- node 0 -----|map|----- node 1 -----|map|
    // Expect a server with all three zones whose buffers need more than the one section of each node that is built early.
    [Fact]
    public void Two_socket_is_an_ordinary_server()
    {
        var machine = BuiltInMachines.TwoSocket;
        var layouts = Layouts(machine);
        Assert.Equal([ZoneKind.Dma, ZoneKind.Dma32, ZoneKind.Normal], layouts[0].Zones.Select(zone => zone.Kind));
        Assert.Equal([ZoneKind.Normal], layouts[1].Zones.Select(zone => zone.Kind));
        Assert.Equal(16, machine.Cpus.Length);
        Assert.Contains(machine.Reserved, region => region.Frames.Contains(machine.KernelImage));
        long mapBytes = layouts.Sum(node => node.PresentPages) * MemoryGeometry.StructPageBytes;
        Assert.InRange(Boots.ReservedBytes(machine), mapBytes, mapBytes * 2);
        foreach (var node in layouts)
        {
            long before = machine.OwnWorkload!.Items.Where(item => item.Phase != WorkPhase.Running && item.Nid == node.Nid).Sum(item => item.Count);
            Assert.InRange(before, machine.Geometry.SectionPages + 1, 2 * machine.Geometry.SectionPages);
        }
    }

    //   |r|--|image|------ node 0 ------|map|------ node 1 ------|map| ...
    // Expect 64 CPUs a node, 16 counted requests a CPU, and a memory map on every node.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Sockets_are_alike(int nodes)
    {
        Assert.True(BuiltInMachines.TryCreate($"sockets-{nodes}", out var machine));
        Assert.Equal(nodes, machine.Nodes.Length);
        Assert.All(machine.Nodes, node => Assert.Equal(64, node.Cpus.Length));
        Assert.Equal(64 * nodes, machine.Cpus.Length);
        Assert.Equal(16 * 64 * nodes, machine.OwnWorkload!.Items.Length);
        Assert.All(machine.OwnWorkload.Items, item => Assert.Equal((WorkPhase.Running, 64L, 0), (item.Phase, item.Count, item.Order)));
        var map = machine.ToMemblock();
        foreach (var node in Layouts(machine))
        {
            long free = node.Zones.Sum(zone => Boots.FreePages(map, zone));
            Assert.InRange(node.PresentPages - free, node.PresentPages / 64, (node.PresentPages / 64) + 20_000);
        }
    }

    // Expect the largest machine to fill the 52 bits of physical addresses exactly.
    [Fact]
    public void The_largest_machine_has_four_pebibytes()
    {
        var machine = BuiltInMachines.Sockets(BuiltInMachines.MaxSockets);
        Assert.Equal(1UL << 52, machine.Memory[^1].End);
        Assert.Equal(262_144, machine.Cpus.Length);
    }

    // Expect smaller nodes where they are asked for, and a refusal of sizes that are no whole sections.
    [Fact]
    public void Nodes_can_be_smaller()
    {
        Assert.Equal(4UL << 30, BuiltInMachines.Sockets(2, 2UL << 30).Memory[^1].End);
        Assert.Throws<ArgumentOutOfRangeException>(() => BuiltInMachines.Sockets(2, 12345));
        Assert.Throws<ArgumentOutOfRangeException>(() => BuiltInMachines.Sockets(0));
    }

    // Expect the machine that runs where none is named to be the recorded boot, to the last region.
    [Fact]
    public void The_default_is_a_real_boot()
    {
        var machine = BuiltInMachines.Default;
        var read = Boots.Spec("n4-tracebuf");
        Assert.Equal("n4-tracebuf", machine.Name);
        Assert.Equal(read.Memory.AsEnumerable(), machine.Memory.AsEnumerable());
        Assert.Equal(read.Reserved.AsEnumerable(), machine.Reserved.AsEnumerable());
        Assert.Equal(read.CommandLine, machine.CommandLine);
        Assert.Equal(read.Cpus.AsEnumerable(), machine.Cpus.AsEnumerable());
    }

    // Expect every printed name to work, and near misses not to.
    [Theory]
    [InlineData("tiny", true)]
    [InlineData("tiny2", true)]
    [InlineData("tiny-pages", true)]
    [InlineData("tiny-late", true)]
    [InlineData("tiny-odd", true)]
    [InlineData("tiny2-odd", true)]
    [InlineData("tiny-full", true)]
    [InlineData("two-socket", true)]
    [InlineData("n4-tracebuf", true)]
    [InlineData("sockets-7", true)]
    [InlineData("sockets-0", false)]
    [InlineData("sockets-4097", false)]
    [InlineData("sockets-07", false)]
    [InlineData("sockets-", false)]
    [InlineData("sockets-99999999999999", false)]
    [InlineData("Tiny", false)]
    [InlineData("", false)]
    public void Names_are_exact(string name, bool known) => Assert.Equal(known, BuiltInMachines.TryCreate(name, out _));

    private static IReadOnlyList<NodeLayout> Layouts(MachineSpec machine) =>
        ZoneSizing.LayOut(
            machine.ToMemblock(), machine.Nodes.Select(node => node.Nid), machine.ZoneLimits, MovableRequest.None, machine.Geometry);
}
