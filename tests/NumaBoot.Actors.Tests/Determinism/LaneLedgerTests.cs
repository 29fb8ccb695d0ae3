using System.Collections.Immutable;
using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>
/// What blocks of lanes write down, each in a ledger of its own and some of it in that of another, is judged as in the one
/// ledger of one thread.
/// </summary>
public sealed class LaneLedgerTests
{
    private const int MachineCount = 40;

    // Under these something breaks in the order of time, too, on one machine or another.
    private static readonly string[] Breakable = ["v1", "v1-self-wait", "v3", "v4.17", "v5.8", "v6.18-beyond-node"];

    public static TheoryData<string> Policies => [.. InitPolicies.All.Concat(MuseumPolicies.All).Concat(FieldPolicies.All).Select(policy => policy.Name)];

    // A writer of one for the machine, of one a node; disables before and after the fan-out; interrupts that wait for what
    // their CPU builds. Expect the same invariants to break as on one thread, and what broke each first to be among what
    // the blocks found.
    [Theory]
    [MemberData(nameof(Policies))]
    public void The_same_breaks_on_blocks_as_on_one_thread(string name)
    {
        int broken = 0;
        for (int seed = 1; seed <= MachineCount; seed++)
        {
            var request = AnyBoot(InitPolicies.Find(name)!, seed);
            var one = new BootRun().Run(request);
            var blocks = BlocksOfLanes.Run(request, parts: 2 + (seed % 2));
            if (one.WasCutOff || blocks.Whole is null)
            {
                // Where both went round for ever neither says what else would have broken.
                Assert.Equal(one.WasCutOff, blocks.Whole is null);
                continue;
            }

            var found = blocks.Parts.SelectMany(part => part.Violations).ToList();
            Assert.Equal(Names(one.Violations), Names(found));
            Assert.All(one.Violations, first => Assert.Contains(found, violation => violation.Detail == first.Detail && violation.Frames == first.Frames));
            Assert.Equal(one.Happened, blocks.Whole.Happened);
            broken += one.Violations.Length;
        }

        Assert.True(broken > 0 || !Breakable.Contains(name), "nothing broke");
    }

    private static List<string> Names(IEnumerable<Violation> violations) =>
        [.. violations.Select(violation => violation.Invariant.Name()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static BootRequest AnyBoot(InitPolicy policy, int seed)
    {
        var random = new Random(seed);
        var machine = AnyMachine.DrawSeveralNodes(random);
        var workload = AnyMachine.DrawWorkload(random, machine);
        return new BootRequest(machine, policy, workload, seed) { Disturbances = AnyInterrupts(random, machine) };
    }

    private static ImmutableArray<Disturbance> AnyInterrupts(Random random, MachineSpec machine) =>
    [
        .. Enumerable.Range(0, random.Next(4)).Select(_ =>
            new Interrupt(machine.Cpus[random.Next(machine.Cpus.Length)].Cpu, random.Next(3), random.Next(300))),
    ];
}
