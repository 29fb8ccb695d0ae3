using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>Small machines and workloads as a seed throws them together: holes, reservations, memoryless and CPU-less nodes.</summary>
public sealed class AnyMachineTests
{
    private const int MachineCount = 150;

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect each policy to keep what it claims on every one of them, and the default to boot wherever nothing is required.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_keeps_its_claims_on_any_machine(string name)
    {
        var policy = InitPolicies.Find(name)!;
        for (int seed = 1; seed <= MachineCount; seed++)
        {
            var random = new Random(seed);
            var machine = AnyMachine(random);
            var workload = AnyWorkload(random, machine);
            var result = new BootRun().Run(new BootRequest(machine, policy, workload, seed));

            Assert.True(result.BrokenClaims.IsEmpty, $"machine {seed}: {string.Join("; ", result.BrokenClaims.Select(violation => violation.Detail))}");
            bool mayFail = !policy.Claims.Contains(Invariant.BootCompletes) || workload.Items.Any(item => item.Need == WorkNeed.Required);
            Assert.True(result.Booted || mayFail, $"machine {seed} does not boot");
        }
    }

    private static MachineSpec AnyMachine(Random random)
    {
        int nodes = random.Next(1, 4);
        var memory = new List<(int Nid, PfnRange Frames)>();
        long at = random.Next(0, 20);
        for (int nid = 0; nid < nodes; nid++)
        {
            int runs = nid == 0 ? random.Next(1, 3) : random.Next(0, 3);
            for (int run = 0; run < runs; run++)
            {
                long pages = random.Next(1, 80);
                memory.Add((nid, PfnRange.Of(at, pages)));
                at += pages + (random.Next(2) * random.Next(1, 30));
            }
        }

        var machine = SmallMachine.With(random.Next(1, 4), [.. memory]);
        var reserved = Enumerable.Range(0, random.Next(0, 5)).Select(_ => PfnRange.Of(random.Next((int)at), random.Next(1, 12)));
        long dmaEnd = random.Next(2) * random.Next(1, 30);
        return machine.Reserving([.. reserved]) with
        {
            HasPageLists = random.Next(2) == 0,
            ZoneLimits = new ZoneLimits(dmaEnd, dmaEnd + (random.Next(2) * random.Next(0, 60))),
        };
    }

    private static Workload AnyWorkload(Random random, MachineSpec machine)
    {
        var items = new List<WorkItem>();
        var cpus = machine.Cpus;
        for (int count = random.Next(0, 20); count > 0; count--)
        {
            var phase = (WorkPhase)random.Next(3);
            int cpu = phase == WorkPhase.Running ? cpus[random.Next(cpus.Length)].Cpu : cpus[0].Cpu;
            var allocation = new WorkItem
            {
                Cpu = cpu,
                Phase = phase,
                Kind = WorkKind.Allocate,
                Order = random.Next(4),
                Count = random.Next(1, 30),
                Need = random.Next(12) == 0 ? WorkNeed.Required : random.Next(2) == 0 ? WorkNeed.Optional : WorkNeed.Atomic,
                HighestZone = random.Next(4) == 0 ? (ZoneKind)random.Next(3) : ZoneKind.Normal,
                Interleaved = random.Next(4) == 0,
                Label = $"item {count}",
            };
            items.Add(allocation);
            if (random.Next(2) == 0)
            {
                items.Add(new WorkItem { Cpu = cpu, Phase = phase, Kind = WorkKind.Compute, DurationNs = random.Next(1, 3000) });
                items.Add(new WorkItem { Cpu = cpu, Phase = phase, Kind = WorkKind.Free, Label = allocation.Label });
            }
        }

        return new Workload([.. items]);
    }
}
