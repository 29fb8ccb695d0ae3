using NumaBoot.Actors.Tests.Boots;
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
    private const int Seeds = 30;

    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect the same report and digest on two threads, and that there really were two where the machine has nodes for them.
    [Theory]
    [MemberData(nameof(Boots))]
    public void A_recorded_boot_is_the_same_on_two_threads(string boot)
    {
        var request = BareBoot.Request(boot, InitPolicies.V61);

        var two = Run(request, threads: 2);

        Assert.Equal(Bytes(Run(request, threads: 1)), Bytes(two));
        Assert.Equal(request.Machine.Nodes.Length > 1 && two.Violations.IsEmpty, two.Horizons.All > 0);
    }

    // Expect the same under every policy, those included under which something breaks.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_boot_under_any_policy_is_the_same_on_two_threads(string policy)
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.Find(policy)!);

        Assert.Equal(Bytes(Run(request, threads: 1)), Bytes(Run(request, threads: 2)));
    }

    // Expect no seed to make a difference, nor more threads than there are nodes.
    [Fact]
    public void Nor_does_a_seed_make_a_difference()
    {
        var machine = MachineReader.Read("two-socket");
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var request = new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!, seed) { TakesSnapshots = false };

            Assert.Equal(Bytes(Run(request, threads: 1)), Bytes(Run(request, threads: 2 + (seed % 2))));
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

    private static BootResult Run(BootRequest request, int threads) => new BootRun { Threads = threads }.Run(request);

    private static string Bytes(BootResult result) =>
        $"{result.Digest:x16} {result.Deliveries} {result.VirtualNs} {result.Outcome} {result.Happened}\n{RunSummary.Write(result)}\n{RunJson.Write(result)}";
}
