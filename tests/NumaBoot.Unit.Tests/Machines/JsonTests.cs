using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class JsonTests
{
    private const string Small = """
        {
          "schema": "numaboot/machine/1",
          "name": "small",
          "nodes": [
            { "nid": 0, "cpus": "0-1", "memory": [ { "start": "0x1000", "size": "1G" } ] },
            { "nid": 1, "memory": [ { "start": "0x80000000", "size": "512M" } ] }
          ],
          "distances": [ "10 21", "21 10" ],
          "workload": [ { "cpus": "0-1", "items": [ { "phase": "running", "do": "allocate", "order": 3, "label": "x" }, { "phase": "running", "do": "free", "label": "x" } ] } ]
        }
        """;

    public static TheoryData<string> AllBoots => Boots.All;

    // Expect every recorded machine to come back from its JSON as it was.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Recorded_machines_make_the_round_trip(string boot) => AssertRoundTrip(Boots.Spec(boot));

    // Expect the same of every built-in machine, and big ones to stay small on disk.
    [Theory]
    [InlineData("tiny", 3)]
    [InlineData("tiny2", 3)]
    [InlineData("tiny-late", 3)]
    [InlineData("tiny2-odd", 3)]
    [InlineData("two-socket", 12)]
    [InlineData("sockets-256", 64)]
    public void Built_in_machines_make_the_round_trip(string name, int kilobytes)
    {
        Assert.True(BuiltInMachines.TryCreate(name, out var machine));
        AssertRoundTrip(machine);
        Assert.InRange(MachineJson.Write(machine).Length, 1, kilobytes << 10);
    }

    // Expect what people write by hand to be read: addresses, sizes, lists, rows, and defaults for all the rest.
    [Fact]
    public void A_machine_is_written_by_hand()
    {
        var machine = MachineJson.Read("small.json", Small);
        Assert.Equal(new MemblockRegion(0x1000, 0x40001000, 0), machine.Memory[0]);
        Assert.Equal([0, 1], machine.Nodes[0].Cpus.AsEnumerable());
        Assert.Empty(machine.Nodes[1].Cpus);
        Assert.Equal(21, machine.Distances.Between(1, 0));
        Assert.Equal(MemoryGeometry.X86, machine.Geometry);
        Assert.True(machine.HasPageLists);
        Assert.Equal(4, machine.OwnWorkload!.Items.Length);
    }

    // Expect what is freed late to make the round trip, to be held back like a reservation, and to stay apart from these
    // whatever a command line reserves besides.
    [Fact]
    public void What_is_freed_late_is_held_back_and_stays_apart()
    {
        string text = Small.Replace("\"distances\"", "\"reserved\": [ {\"start\":\"0x1000\",\"size\":\"64K\"} ], \"freedLate\": [ {\"start\":\"0x11000\",\"size\":\"64K\"} ], \"distances\"", StringComparison.Ordinal);
        var machine = MachineJson.Read("small.json", text);
        var late = new MemblockRegion(0x11000, 0x21000);

        AssertRoundTrip(machine);
        Assert.Equal(late, Assert.Single(machine.FreedLate));
        Assert.Equal(0x21UL, (ulong)machine.ToMemblock().FreeFrames().First().Start);
        var with = CommandLineMemory.Apply(machine, "crashkernel=64M");
        Assert.Equal(late, Assert.Single(with.FreedLate));
        Assert.Equal(0x11000UL, with.Reserved[0].End);
        Assert.DoesNotContain(with.Reserved, region => region.Start < late.End && late.Start < region.End);
    }

    // Expect one line with the line of the file and what is wrong there.
    [Theory]
    [InlineData("\"name\": \"small\"", "\"nmae\": \"small\"", "small.json:3: ", "an unknown property at $.nmae")]
    [InlineData("\"size\": \"1G\"", "\"size\": \"one gig\"", "small.json:5: ", "expected a size up to 4P such as \"2G\" or \"64K\", found \"one gig\" at $.nodes[")]
    [InlineData("\"0x1000\"", "4096", "small.json:5: ", "expected an address below 2^52 such as \"0x1000\", found \"4096\" at $.nodes[")]
    [InlineData("\"0-1\", \"mem", "\"1-0\", \"mem", "small.json:5: ", "ascending list")]
    [InlineData("\"start\": \"0x80000000\", ", "", "small.json:6: ", "no 'start'")]
    [InlineData("0x80000000", "0x8000", "small.json:6: ", "on node 1 and")]
    [InlineData("\"nid\": 1,", "\"nid\": 0,", "small.json:6: ", "node 0 after 0")]
    [InlineData("\"nid\": 1,", "\"nid\": 70000,", "small.json:6: ", "node 70000")]
    [InlineData("21 10", "21", "small.json:8: ", "2 rows, of 2, 1")]
    [InlineData("21 10", "21 9", "small.json:8: ", "\"9\"")]
    [InlineData("\"distances\": [", "\"lateInitAfterNs\": -1, \"distances\": [", "small.json: ", "lateInitAfterNs from 0 to 9007199254740992, found -1")]
    [InlineData("machine/1", "machine/2", "small.json:2: ", "\"numaboot/machine/2\"")]
    [InlineData("\"order\": 3", "\"order\": 11", "small.json:9: ", "found 11")]
    [InlineData("\"do\": \"free\", \"label\": \"x\"", "\"do\": \"free\", \"label\": \"y\"", "small.json:9: ", "\"y\"")]
    [InlineData("\"do\": \"free\"", "\"do\": \"free\", \"order\": 1", "small.json:9: ", "Free")]
    [InlineData("\"do\": \"free\"", "\"do\": \"fly\"", "small.json:9: ", "expected one of allocate, free, compute, found \"fly\" at $.workload[")]
    [InlineData("\"cpus\": \"0-1\", \"items\"", "\"cpus\": \"0-2\", \"items\"", "small.json:9: ", "cpu 2")]
    [InlineData("\"name\": \"small\",", "\"name\": \"small\", \"name\": \"twice\",", "small.json:3: ", "expected each property once, found \"name\" twice")]
    [InlineData("{ \"nid\": 1, ", "\n{ \"nid\": 1, \"cpus\": \"1\",", "small.json:7: ", "found cpu 1 on nodes 0 and 1")]
    [InlineData("\"distances\"", "\"cpuHomes\": [\n{\"cpu\":0,\"nid\":1}], \"distances\"", "small.json:9: ", "cpu 0 on node 1")]
    [InlineData("\"distances\"", "\"freedLate\": [ {\"start\":\"0x3000\",\"size\":\"4K\"},\n{\"start\":\"0x2000\",\"size\":\"8K\"} ], \"distances\"", "small.json:9: ", "expected freedLate by address, each piece once")]
    [InlineData("\"distances\"", "\"reserved\": [ {\"start\":\"0x3800\",\"size\":\"1K\"} ],\n\"freedLate\": [ {\"start\":\"0x2000\",\"size\":\"8K\"} ], \"distances\"", "small.json:9: ", "of which they hold pages [3, 4)")]
    [InlineData("\"distances\"", "\"kernelImage\": {\"start\":\"0x3000\",\"size\":\"4K\"},\n\"freedLate\": [ {\"start\":\"0x2000\",\"size\":\"8K\"} ], \"distances\"", "small.json:9: ", "of which they hold pages [3, 4)")]
    [InlineData("\"512M\"", "\"0\"", "small.json:6: ", "regions of at least a byte")]
    [InlineData("\"distances\"", "\"geometry\": {\"maxOrder\":30,\"sectionPages\":1,\"pageblockOrder\":9}, \"distances\"", "small.json:8: ", "a geometry with")]
    [InlineData("\"do\": \"free\", \"label\": \"x\"", "\"do\": \"compute\", \"durationNs\": 9007199254740992, \"times\": 2000", "small.json:9: ", "add up to at most 9007199254740992 ns")]
    [InlineData("\"0-1\", \"mem", "\"0-262144\", \"mem", "small.json:5: ", "numbers below 262144")]
    [InlineData("\"nodes\": [", "\"nodes\": null, \"x\": [", "small.json:4: ", "expected a list, found null at $.nodes")]
    [InlineData("\"1G\" } ] },", "\"1G\" } ] }", "small.json:6: ", "expected a comma or ], found { \"nid\": 1, \"memory\": [ ...")]
    public void Mistakes_are_told_in_one_line(string right, string wrong, string where, string what)
    {
        Assert.Contains(right, Small, StringComparison.Ordinal);
        var fault = Assert.Throws<MachineInputException>(() => MachineJson.Read("small.json", Small.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.StartsWith(where, fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    // Expect what is wrong with the command line to be told of the file that holds it, and of the option only where that is to blame.
    [Theory]
    [InlineData("crashkernel=x", "quiet", "small.json:9: expected crashkernel=")]
    [InlineData("crashkernel=64M", "crashkernel=y", "--cmdline: expected crashkernel=")]
    [InlineData("numa=fake=4", "quiet", "small.json:9: expected numa= with \"off\"")]
    [InlineData("trace_buf_size=x trace_event=y", "", "small.json:9: expected trace_buf_size=")]
    [InlineData("kernelcore=mirror", "", "small.json:9: expected kernelcore=")]
    [InlineData("quiet", "movable_node", "--cmdline: expected no movable_node")]
    [InlineData("hugepagesz=1G hugepages=x", "mem=1G", "small.json:9: expected hugepages=")]
    public void A_command_line_is_told_apart_from_another(string own, string extra, string message)
    {
        string text = Small.Replace("  \"workload\"", $"  \"commandLine\": \"{own}\",\n  \"workload\"", StringComparison.Ordinal);
        var machine = MachineJson.Read("small.json", text);
        var fault = Assert.Throws<MachineInputException>(() => CommandLineMemory.Apply(machine, extra));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    // Expect a machine that has its fake nodes already to keep the parameter that made them.
    [Fact]
    public void Fake_nodes_may_be_asked_for_where_they_are()
    {
        var machine = MachineJson.Read("m.json", MachineJson.Write(Boots.Spec("n1-fake4")));
        var again = CommandLineMemory.Apply(machine, "quiet");
        Assert.Contains("numa=fake=4", again.CommandLine, StringComparison.Ordinal);
        Assert.Equal(4, again.Nodes.Length);
        Assert.Equal(Boots.Spec("n1-fake4").Cpus.AsEnumerable(), again.Cpus.AsEnumerable());
    }

    // Expect what no recorded machine has to make the round trip too: flags of regions, a crash kernel, homes, times, orders.
    [Fact]
    public void Rare_properties_make_the_round_trip()
    {
        var machine = BuiltInMachines.Tiny2 with
        {
            Memory = [new(0, 1 << 18, 0, MemblockFlags.Mirror), new(1 << 18, 1 << 19, 1, MemblockFlags.Hotplug | MemblockFlags.Nomap)],
            Reserved = [new(0x1000, 0x3000, MemblockRegion.NoNode, MemblockFlags.ReservedNoInit)],
            CrashKernel = [new(0x2000, 0x3000)],
            PublishedInits = [new(1, null, 7), new(0, 99, 8)],
            PublishedFallbackOrders = [new(0, [0, 1]), new(1, [1, 0])],
        };
        AssertRoundTrip(machine);
    }

    // Expect the own line of an item far down, behind programs of many CPUs and items that are done many times.
    [Fact]
    public void The_line_of_an_item_is_found()
    {
        const string programs = """
            {
              "schema": "numaboot/workload/1", "programs": [
                { "cpus": "0-3", "items": [
                  { "phase": "running", "do": "compute", "durationNs": 1, "times": 7 },
                  { "phase": "running", "do": "compute", "durationNs": 1 } ] },
                { "cpus": "2-3", "items": [
                  { "phase": "running", "do": "compute", "durationNs": 1, "times": 5 },
                  { "phase": "running", "do": "free", "label": "nothing" } ] } ]
            }
            """;
        var fault = Assert.Throws<MachineInputException>(() => WorkloadJson.Read("w.json", programs));
        Assert.Equal("w.json:8: expected cpu 2 to free a label that it allocated before, found \"nothing\"", fault.Message);
    }

    // Expect items to keep their order through JSON, also where CPUs take turns, and repeated items to be written once.
    [Fact]
    public void A_workload_makes_the_round_trip()
    {
        var item = new WorkItem { Cpu = 1, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Order = 2, Count = 7, Nid = 1, Label = "a", Need = WorkNeed.Atomic };
        var workload = new Workload(
        [
            item, item, item, item with { Cpu = 0, UsesPageList = false, HighestZone = ZoneKind.Dma32 }, item,
            item with { Kind = WorkKind.Free, Order = 0, Count = 1, Nid = null, Need = WorkNeed.Required },
            new WorkItem { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Compute, DurationNs = 1000 },
            new WorkItem { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Allocate, Interleaved = true, Type = MigrateType.Reclaimable },
            item with { Type = MigrateType.Movable },
        ]);
        string text = WorkloadJson.Write(workload);
        Assert.Equal(workload.Items.AsEnumerable(), WorkloadJson.Read("w.json", text).Items.AsEnumerable());
        Assert.Contains("\"times\":3", text, StringComparison.Ordinal);
        Assert.Empty(WorkloadJson.Read("w.json", WorkloadJson.Write(Workload.None)).Items);
    }

    // Expect a workload that names what the machine has not to be refused, by itself and in one line.
    [Theory]
    [InlineData(9, 0, 0, "cpu 9")]
    [InlineData(0, 9, 0, "node 9")]
    [InlineData(0, 0, 4, "orders up to 3")]
    public void A_workload_must_fit_its_machine(int cpu, int nid, int order, string what)
    {
        var item = new WorkItem { Cpu = cpu, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Nid = nid, Order = order };
        var fault = Assert.Throws<MachineInputException>(() => new Workload([item]).Check(BuiltInMachines.Tiny, "w.json"));
        Assert.StartsWith("w.json: expected ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    // Expect the own workload of every built-in machine to fit it.
    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny2")]
    [InlineData("two-socket")]
    [InlineData("sockets-4")]
    public void Built_in_workloads_fit(string name)
    {
        Assert.True(BuiltInMachines.TryCreate(name, out var machine));
        Assert.Null(Record.Exception(() => machine.OwnWorkload!.Check(machine)));
    }

    private static void AssertRoundTrip(MachineSpec machine)
    {
        string text = MachineJson.Write(machine);
        var back = MachineJson.Read("machine.json", text);
        Assert.Equal(text, MachineJson.Write(back));
        Assert.Equal(machine.Memory.AsEnumerable(), back.Memory.AsEnumerable());
        Assert.Equal(machine.Reserved.AsEnumerable(), back.Reserved.AsEnumerable());
        Assert.Equal(machine.Cpus.AsEnumerable(), back.Cpus.AsEnumerable());
        Assert.Equal(machine.OwnWorkload?.Items.AsEnumerable(), back.OwnWorkload?.Items.AsEnumerable());
        Assert.Equal(machine.PublishedInits.AsEnumerable(), back.PublishedInits.AsEnumerable());
        Assert.Equal(machine.CrashKernel.AsEnumerable(), back.CrashKernel.AsEnumerable());
        Assert.Equal(machine.CpuHomes.AsEnumerable(), back.CpuHomes.AsEnumerable());
        Assert.Equal(Orders(machine), Orders(back));
        Assert.Equal(
            (machine.Name, machine.Geometry, machine.ZoneLimits, machine.CommandLine, machine.ReservationsIncludeCommandLine, machine.KernelImage),
            (back.Name, back.Geometry, back.ZoneLimits, back.CommandLine, back.ReservationsIncludeCommandLine, back.KernelImage));
        Assert.Equal(
            (machine.SmpAlternativesPages, machine.MinFreeKiB, machine.HasPageLists, machine.RaisesMinFree),
            (back.SmpAlternativesPages, back.MinFreeKiB, back.HasPageLists, back.RaisesMinFree));
        Assert.All(machine.Nodes, from => Assert.All(machine.Nodes, to => Assert.Equal(machine.Distances.Between(from.Nid, to.Nid), back.Distances.Between(from.Nid, to.Nid))));
    }

    private static string Orders(MachineSpec machine) =>
        string.Join(", ", machine.PublishedFallbackOrders.Select(order => $"{order.Nid}: {string.Join(' ', order.Nids)}"));
}
