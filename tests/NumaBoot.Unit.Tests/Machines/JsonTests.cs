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

    // Expect one line with the line of the file and what is wrong there.
    [Theory]
    [InlineData("\"name\": \"small\"", "\"nmae\": \"small\"", "small.json:3: ", "an unknown property at $.nmae")]
    [InlineData("\"size\": \"1G\"", "\"size\": \"one gig\"", "small.json:5: ", "no size")]
    [InlineData("\"0x1000\"", "4096", "small.json:5: ", "no address")]
    [InlineData("\"0-1\", \"mem", "\"1-0\", \"mem", "small.json:5: ", "ascending list")]
    [InlineData("\"start\": \"0x80000000\", ", "", "small.json:6: ", "no 'start'")]
    [InlineData("0x80000000", "0x8000", "small.json: ", "on node 1 and")]
    [InlineData("\"nid\": 1,", "\"nid\": 0,", "small.json: ", "node 0 after 0")]
    [InlineData("\"nid\": 1,", "\"nid\": 70000,", "small.json: ", "node 70000")]
    [InlineData("21 10", "21", "small.json: ", "2 rows, of 2, 1")]
    [InlineData("21 10", "21 9", "small.json: ", "\"9\"")]
    [InlineData("machine/1", "machine/2", "small.json: ", "\"numaboot/machine/2\"")]
    [InlineData("\"order\": 3", "\"order\": 11", "small.json: ", "found 11")]
    [InlineData("\"do\": \"free\", \"label\": \"x\"", "\"do\": \"free\", \"label\": \"y\"", "small.json: ", "\"y\"")]
    [InlineData("\"do\": \"free\"", "\"do\": \"free\", \"order\": 1", "small.json: ", "Free")]
    [InlineData("\"do\": \"free\"", "\"do\": \"fly\"", "small.json:9: ", "wrong kind at $.workload")]
    [InlineData("\"cpus\": \"0-1\", \"items\"", "\"cpus\": \"0-2\", \"items\"", "small.json: ", "cpu 2")]
    [InlineData("\"name\": \"small\",", "\"name\": \"small\", \"name\": \"twice\",", "small.json:3: ", "uplicate")]
    [InlineData("\"nodes\": [", "\"nodes\": null, \"x\": [", "small.json:4: ", "$.nodes")]
    [InlineData("\"1G\" } ] },", "\"1G\" } ] }", "small.json:6: ", "invalid")]
    public void Mistakes_are_told_in_one_line(string right, string wrong, string where, string what)
    {
        Assert.Contains(right, Small, StringComparison.Ordinal);
        var fault = Assert.Throws<MachineInputException>(() => MachineJson.Read("small.json", Small.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.StartsWith(where, fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
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
            new WorkItem { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Allocate, Interleaved = true },
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
        Assert.Equal(
            (machine.Name, machine.Geometry, machine.ZoneLimits, machine.CommandLine, machine.ReservationsIncludeCommandLine, machine.KernelImage),
            (back.Name, back.Geometry, back.ZoneLimits, back.CommandLine, back.ReservationsIncludeCommandLine, back.KernelImage));
        Assert.Equal(
            (machine.SmpAlternativesPages, machine.MinFreeKiB, machine.HasPageLists, machine.RaisesMinFree),
            (back.SmpAlternativesPages, back.MinFreeKiB, back.HasPageLists, back.RaisesMinFree));
        Assert.All(machine.Nodes, from => Assert.All(machine.Nodes, to => Assert.Equal(machine.Distances.Between(from.Nid, to.Nid), back.Distances.Between(from.Nid, to.Nid))));
    }
}
