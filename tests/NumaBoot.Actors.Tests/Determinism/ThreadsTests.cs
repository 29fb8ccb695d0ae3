using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Lanes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>How many threads drive the nodes leaves no mark in what a boot tells.</summary>
public sealed class ThreadsTests
{
    private const int Seeds = 200;
    private const long MostHorizons = 5_000;

    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect the same report and digest on two threads, under every policy; that there really were two where the machine
    // has nodes for them and nothing breaks; and no more windows than three machines could go through in seconds.
    [Theory]
    [MemberData(nameof(Boots))]
    public void A_recorded_boot_is_the_same_on_two_threads(string boot)
    {
        var recorded = BareBoot.Request(boot, InitPolicies.SingleWriter);
        foreach (var policy in InitPolicies.All)
        {
            RequireSame(recorded with { Policy = policy }, threads: 2);
        }
    }

    // Expect the same of built-in machines, of many nodes and few, on as many threads as nodes and on more.
    [Theory]
    [InlineData("two-socket", 2)]
    [InlineData("two-socket", 3)]
    [InlineData("sockets-16", 2)]
    [InlineData("sockets-16", 3)]
    [InlineData("sockets-16", 4)]
    [InlineData("sockets-64", 2)]
    public void A_built_in_machine_is_the_same_on_any_number_of_threads(string name, int threads)
    {
        var machine = MachineReader.Read(name);

        RequireSame(new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!), threads);
    }

    // Expect a boot that is stopped before it begins to have delivered nothing, on whatever number of threads.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_boot_that_is_stopped_before_it_begins_has_delivered_nothing(int threads)
    {
        var machine = MachineReader.Read("sockets-16");

        var result = new BootRun { Threads = threads }.Run(
            new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!), new CancellationToken(canceled: true));

        Assert.Equal((BootOutcome.Interrupted, 0), (result.Outcome, result.Deliveries));
    }

    // A machine of many CPUs goes by lanes on one thread too, but for who watches it.
    // Expect the same from it, and as from all lanes in the order of time.
    [Fact]
    public void A_large_machine_is_the_same_by_lanes_on_one_thread()
    {
        var machine = MachineReader.Read("sockets-16");
        Assert.True(BootRun.IsLarge(machine));
        var request = new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);

        var watched = new BootRun { Observers = [new Nobody()] }.Run(request);
        var byLanes = new BootRun().Run(request);

        Assert.Equal(Bytes(watched), Bytes(byLanes));
        Assert.Equal(0, byLanes.Horizons.All);
    }

    // Expect few windows under every policy, on machines that are larger than recorded ones.
    [Theory]
    [MemberData(nameof(Policies))]
    public void No_policy_takes_many_windows(string policy)
    {
        var machine = MachineReader.Read("two-socket");

        RequireFewWindows(new BootRequest(machine, InitPolicies.Find(policy)!, machine.OwnWorkload!));
    }

    // Under the other policies an allocation leaves its node there, and what breaks is looked for on one thread.
    // Expect few windows on 64 nodes that all ask at once.
    [Theory]
    [InlineData("eager")]
    [InlineData("static-reserve")]
    [InlineData("v4.17")]
    [InlineData("single-writer")]
    public void Nor_do_many_nodes(string policy)
    {
        var machine = MachineReader.Read("sockets-64");

        RequireFewWindows(new BootRequest(machine, InitPolicies.Find(policy)!, machine.OwnWorkload!));
    }

    // Sixteen CPUs of a node ask its zone two hundred times each, and one of them then computes.
    // Expect next to no windows: that the zone serves all, and how long that takes it, is known from the start; and the node
    // has nothing to say before its last CPU is done.
    [Fact]
    public void Work_that_a_node_serves_takes_few_windows()
    {
        var machine = SmallMachine.Of(nodes: 2, sections: 400, cpusPerNode: 16);
        var workload = new Workload(
        [
            .. machine.Cpus.SelectMany(place => Enumerable.Repeat(
                new WorkItem { Cpu = place.Cpu, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, UsesPageList = false }, 200)),
            .. machine.Cpus.Where(place => place.Cpu % 16 == 3).Select(place =>
                new WorkItem { Cpu = place.Cpu, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = 1_000_000 }),
        ]);

        var two = Run(new BootRequest(machine, InitPolicies.Eager, workload) { TakesSnapshots = false }, threads: 2);

        Assert.InRange(two.Horizons[PromiseKind.OwnWork], 1, 12);
        Assert.InRange(two.Horizons.All, 1, 100);
    }

    // Expect no seed to make a difference, nor more threads than there are nodes.
    [Fact]
    public void Nor_does_a_seed_make_a_difference()
    {
        var machine = MachineReader.Read("two-socket");
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var request = new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!, seed) { TakesSnapshots = false };

            Assert.Equal(Facts(Run(request, threads: 1)), Facts(Run(request, threads: 2 + (seed % 2))));
        }
    }

    // Expect what goes wrong on the way, too, to be the same on four threads: lost and late letters, crashes, interrupts.
    [Fact]
    public void Nor_does_what_goes_wrong()
    {
        var machine = MachineReader.Read("sockets-4");
        var request = new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!)
        {
            TakesSnapshots = false,
            Disturbances =
            [
                new Interrupt(Cpu: 70, Order: 0, From: 500),
                new LostLetter(ActorAddress.Supervisor, ActorAddress.Node(2), 3),
                new DuplicatedLetter(ActorAddress.Node(1), ActorAddress.Supervisor, 2),
                new DelayedLetter(ActorAddress.Node(3), ActorAddress.Supervisor, 2, 40),
                new CrashedActor(ActorAddress.Node(2), 900),
            ],
        };

        var one = Run(request, threads: 1);

        Assert.Equal(Bytes(one), Bytes(Run(request, threads: 4)));
        Assert.Equal(5, one.Happened.Interrupts + one.Happened.Lost + one.Happened.Duplicated + one.Happened.Delayed + one.Happened.Crashed);
    }

    private static void RequireSame(BootRequest request, int threads)
    {
        var one = Run(request, threads: 1);
        var many = Run(request, threads);

        Assert.Equal(Bytes(one), Bytes(many));
        Assert.Equal(request.Machine.Nodes.Length > 1 && one.Violations.IsEmpty, many.Horizons.All > 0);
        Assert.True(many.Horizons.All <= MostHorizons, $"{request.Policy.Name}: {HorizonLine.Write(many.Horizons)}");
    }

    private static void RequireFewWindows(BootRequest request)
    {
        var two = Run(request with { TakesSnapshots = false }, threads: 2);

        Assert.Equal(two.Violations.IsEmpty, two.Horizons.All > 0);
        Assert.True(two.Horizons.All <= MostHorizons, HorizonLine.Write(two.Horizons));
    }

    private static BootResult Run(BootRequest request, int threads) => new BootRun { Threads = threads }.Run(request);

    private static string Facts(BootResult result) =>
        $"{result.Digest:x16} {result.Deliveries} {result.VirtualNs} {result.Outcome} {result.Happened}";

    private static string Bytes(BootResult result) => $"{Facts(result)}\n{RunSummary.Write(result)}\n{RunJson.Write(result)}";
}
