using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Lanes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>What lanes promise they keep, on whatever machine; and one that does not keep it fails the run by name.</summary>
public sealed class PromiseTests
{
    private const int MachineCount = 100;

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Machines on which CPUs run short of their own node, take from all in turn, give back, compute, want large blocks.
    // Expect no promise to be broken, and on two and three blocks the digest of one thread, also where something breaks.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Promises_are_kept_on_any_machine(string name)
    {
        var policy = InitPolicies.Find(name)!;
        for (int seed = 1; seed <= MachineCount; seed++)
        {
            var request = AnyBoot(policy, seed);
            var one = new BootRun().Run(request);
            foreach (int parts in new[] { 2, 3 })
            {
                if (BlocksOfLanes.Run(request, parts).Whole is { } whole)
                {
                    Assert.True(
                        (one.Digest, one.Deliveries, one.VirtualNs, one.Outcome) == (whole.Digest, whole.Deliveries, whole.VirtualNs, whole.Outcome),
                        $"machine {seed} on {parts} blocks: {whole.Digest:x16} after {whole.Deliveries} deliveries, not {one.Digest:x16} after {one.Deliveries}");
                }
                else
                {
                    Assert.True(one.WasCutOff, $"machine {seed} on {parts} blocks stops before its end");
                }
            }
        }
    }

    // The supervisor lets late init begin by itself, at a time, while CPUs work or have nothing left to do.
    // Expect its block to have promised no later than that.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(3_000_000)]
    public void Late_init_begins_when_it_was_promised_to(long afterNs)
    {
        var machine = SmallMachine.Of(nodes: 3, sections: 6) with { LateInitAfterNs = afterNs };
        var workload = new Workload(
        [
            .. machine.Cpus.Select(place => new WorkItem
            {
                Cpu = place.Cpu, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = 10_000_000 * (1 + place.Cpu),
            }),
        ]);
        for (int seed = 1; seed <= 25; seed++)
        {
            var request = new BootRequest(machine, InitPolicies.SingleWriter, workload, seed) { TakesSnapshots = false };

            Assert.Equal(new BootRun().Run(request).Digest, BlocksOfLanes.Run(request, parts: 2).Whole?.Digest);
        }
    }

    // Expect a node that thinks that taking pages takes longer than it does to be found out when its first CPU is done.
    [Fact]
    public void Work_that_is_done_before_it_was_promised_is_found_out()
    {
        var machine = SmallMachine.Of(nodes: 2, sections: 12) with { LateInitAfterNs = 1_000_000_000 };
        var workload = new Workload(
        [
            .. machine.Cpus.SelectMany(place => Enumerable.Repeat(
                new WorkItem { Cpu = place.Cpu, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Need = WorkNeed.Optional }, 40)),
        ]);

        RequireFound(new BootRequest(machine, InitPolicies.Eager, workload), BootWork.TakeBlocks, "NodeWorkDone");
    }

    // Expect the same of a node that thinks that building pages does.
    [Fact]
    public void Late_init_that_is_over_before_it_was_promised_is_found_out()
    {
        var machine = SmallMachine.Of(nodes: 2, sections: 40, cpusPerNode: 1);

        RequireFound(
            new BootRequest(machine, InitPolicies.SingleWriter, Workload.None), BootWork.InitialisePages, "NodeInitialised");
    }

    // Expect the same of a node that thinks that hearing its own actors does.
    [Fact]
    public void A_step_that_is_over_before_it_was_promised_is_found_out()
    {
        var machine = SmallMachine.Of(nodes: 2, sections: 40, cpusPerNode: 8);

        RequireFound(new BootRequest(machine, InitPolicies.SingleWriter, Workload.None), BootWork.Message, "NodeStepDone");
    }

    /// <summary>Whoever broke it, with what, when, and what had been promised on which ground.</summary>
    private static void RequireFound(BootRequest request, BootWork wrong, string said)
    {
        request = request with { TakesSnapshots = false };
        var broken = Assert.Throws<BrokenPromiseException>(() => BlocksOfLanes.Run(request, parts: 2, new WrongTimes(request.Costs, wrong)));

        Assert.Matches(
            $@"^.*/node-[01] broke the promise of its lane: it sent .*{said} .* at \d+ ns, where nothing was to leave before \d+ ns \([A-Za-z]+\)$",
            broken.Message);
    }

    /// <summary>A machine of several nodes, in some of which CPUs do more, and late init begins later, than in others.</summary>
    private static BootRequest AnyBoot(InitPolicy policy, int seed)
    {
        var random = new Random(seed);
        var machine = AnyMachine.DrawSeveralNodes(random);
        var workload = AnyMachine.DrawWorkload(random, machine);
        machine = machine with { LateInitAfterNs = random.Next(2) * random.Next(20_000) };
        return new BootRequest(machine, policy, new Workload([.. workload.Items, .. OwnNodeWork(random, machine)]), seed);
    }

    /// <summary>Requests of every CPU that its own node serves for a while, and then no longer.</summary>
    private static IEnumerable<WorkItem> OwnNodeWork(Random random, MachineSpec machine)
    {
        foreach (var place in machine.Cpus)
        {
            for (int count = random.Next(8); count > 0; count--)
            {
                var item = new WorkItem { Cpu = place.Cpu, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Need = WorkNeed.Optional, Label = "own" };
                yield return random.Next(5) switch
                {
                    0 => item with { Kind = WorkKind.Compute, DurationNs = random.Next(5_000) },
                    1 => item with { Order = random.Next(1, 4), Count = random.Next(1, 4) },
                    2 => item with { Count = random.Next(1, 40), UsesPageList = false },
                    3 => item with { Count = random.Next(1, 10), Nid = machine.Nodes[random.Next(machine.Nodes.Length)].Nid },
                    _ => item with { Count = random.Next(1, 40) },
                };
            }

            if (random.Next(3) == 0)
            {
                yield return new WorkItem { Cpu = place.Cpu, Phase = WorkPhase.Running, Kind = WorkKind.Free, Label = "own" };
            }
        }
    }
}
