using Google.Protobuf;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>A boot that was asked for over the wire is the boot that was asked for.</summary>
public sealed class RequestFormsTests
{
    public static TheoryData<string> Machines =>
    [
        .. BuiltInMachines.Names.Select(name => name.Replace("-N", "-4", StringComparison.Ordinal)),
        "n1-crash-4g", "n1-fake4", "n2-movablecore", "n2-cpuless", "n3-memoryless", "n4-dist", "n2-hole", "n1-bighash-8g",
    ];

    public static TheoryData<string> Policies => [.. InitPolicies.All.Concat(MuseumPolicies.All).Concat(FieldPolicies.All).Select(policy => policy.Name)];

    // Expect every built-in machine, and recorded ones of every kind, to be the same and to boot the same.
    [Theory]
    [MemberData(nameof(Machines))]
    public void A_machine_boots_the_same(string machine) => AssertSame(Boots.Request(machine, "single-writer", seed: -7));

    // Expect what memblock frees late to travel with its machine, and the pages that are lost with the report.
    [Fact]
    public void So_does_a_machine_that_frees_late()
    {
        var request = Boots.Request("two-socket", "v6.1");

        AssertSame(request with { Machine = request.Machine with { FreedLate = [new MemblockRegion(10UL << 30, 11UL << 30)] } });
    }

    // Expect every policy, which travels by its choices, to be the same and to boot the same.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_boots_the_same(string policy)
    {
        AssertSame(Boots.Request("tiny2", policy));
        AssertSame(Boots.Request("n4-tracebuf", policy));
    }

    // Expect a policy that has no name in the member that runs it to keep each choice and each claim.
    [Fact]
    public void So_does_a_policy_of_ones_own()
    {
        var request = Boots.Request("n4-tracebuf", "v6.1");

        AssertSame(request with
        {
            Policy = request.Policy with { Name = "mine", Walk = GrowthWalk.RangeBySections, Writer = WriterScope.Machine, Claims = [Invariant.OneOwner] },
        });
    }

    // Expect each kind of disturbance, costs of one's own, a limit of threads, a share for Movable and a boot without snapshots to travel with it.
    [Fact]
    public void So_does_a_boot_in_which_much_goes_wrong()
    {
        var request = Boots.Request("sockets-4", "single-writer") with
        {
            Costs = new CostModel { MessageNs = 21, InitialisePagePs = 16_000, JitterNs = 0, RemoteMessageNsPerTenth = 200, JiffyNs = 1_000_000, FreeBlockNs = 9, Name = "mine" },
            MostInitThreads = 3,
            Movable = new MovableRequest(KernelcorePercent: 40),
            TakesSnapshots = false,
            Disturbances =
            [
                new Interrupt(Cpu: 70, Order: 0, From: 500),
                new LostLetter(ActorAddress.Supervisor, ActorAddress.Node(2), 3),
                new LostLetter(ActorAddress.Node(2), ActorAddress.Supervisor, -2),
                new DuplicatedLetter(ActorAddress.Node(1), ActorAddress.Supervisor, 2),
                new DelayedLetter(ActorAddress.Node(3), ActorAddress.Supervisor, 2, 40),
                new CrashedActor(ActorAddress.Node(2), 900),
                new PausedActor(ActorAddress.Cpu(1, 64), 100, 20),
                new SlowNode(3, 200, 30),
            ],
        };

        AssertSame(request);
    }

    // Expect a workload that is not the machine's own to travel item by item, in its order.
    [Fact]
    public void So_does_a_workload_of_ones_own()
    {
        var request = Boots.Request("two-socket", "v4.17");
        WorkItem[] items =
        [
            new() { Cpu = 1, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Order = 2, Count = 30, Nid = 1, Label = "a" },
            new() { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Compute, DurationNs = 1_000 },
            new() { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Compute, DurationNs = 1_000 },
            new() { Cpu = 1, Phase = WorkPhase.Running, Kind = WorkKind.Free, Label = "a" },
            new() { Cpu = 8, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Interleaved = true, Need = WorkNeed.Atomic, UsesPageList = false, HighestZone = ZoneKind.Dma32 },
        ];

        AssertSame(request with { Workload = new Workload([.. items]) });
    }

    // Expect what nobody may ask for to be refused with what was expected.
    [Theory]
    [InlineData("no machine")]
    [InlineData("no policy")]
    [InlineData("a CPU that is not there")]
    [InlineData("an unknown choice")]
    [InlineData("half a table of distances")]
    [InlineData("too many items")]
    [InlineData("too many CPUs")]
    public void What_makes_no_sense_is_refused(string what)
    {
        var request = Boots.Request("two-socket", "v4.17").ToProto();
        switch (what)
        {
            case "no machine": request.Machine = null; break;
            case "no policy": request.Policy = null; break;
            case "a CPU that is not there": request.Machine.OwnWorkload.Programs[0].Cpus[0].First = 4_000; break;
            case "an unknown choice": request.Policy.Walk = (Proto.GrowthWalk)99; break;
            case "half a table of distances": request.Machine.Distances.Add(10); break;
            case "too many items": request.Machine.OwnWorkload.Programs[0].Items[0].Again = 1 << 24; break;
            default: request.Machine.Nodes[0].Cpus.Add(new Proto.CpuRun { First = 0, Count = 1 << 30 }); break;
        }

        string message = Assert.ThrowsAny<Exception>(() => request.ToDomain().Checked()).Message;

        Assert.Contains("expected", message, StringComparison.Ordinal);
    }

    // Expect the largest machine with its four million work items to be asked for in less than a megabyte.
    [Fact]
    public void The_largest_machine_is_asked_for_in_little()
    {
        var request = Boots.Request("sockets-4096", "single-writer");

        byte[] bytes = request.ToProto().ToByteArray();
        var decoded = Proto.BootRequest.Parser.ParseFrom(bytes).ToDomain();

        Assert.InRange(bytes.Length, 50_000, 1_000_000);
        Assert.Same(decoded.Machine.OwnWorkload, decoded.Workload);
        Assert.True(request.Workload.Items.AsSpan().SequenceEqual(decoded.Workload.Items.AsSpan()));
    }

    private static void AssertSame(BootRequest request)
    {
        var decoded = Proto.BootRequest.Parser.ParseFrom(request.ToProto().ToByteArray()).ToDomain().Checked();

        Assert.Equal(Structure.Of(request), Structure.Of(decoded));
        Assert.Equal(Distances(request.Machine), Distances(decoded.Machine));
        Assert.Equal(Structure.Of(request.Plan().Nodes), Structure.Of(decoded.Plan().Nodes));
        Assert.Equal(Told(new BootRun().Run(request)), Told(new BootRun().Run(decoded)));
    }

    private static IEnumerable<int> Distances(MachineSpec machine) =>
        machine.Nodes.SelectMany(from => machine.Nodes.Select(to => machine.Distances.Between(from.Nid, to.Nid)));

    private static string Told(BootResult result) =>
        $"{result.Digest:x16} {result.Deliveries} {result.VirtualNs} {result.Happened}\n{RunSummary.Write(result)}\n{RunJson.Write(result)}";
}
