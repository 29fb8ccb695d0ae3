using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>A machine that does not boot still leaves nobody waiting.</summary>
public sealed class GivingUpTests
{
    //        DMA               Normal
    //   |==========|==========|----------|----------|----------|----------|     sections of 8 pages
    //     all held   built      ^ CPU 2 wants one of these, at some moment of late init
    //
    // CPU 1 has a required request for DMA, which fails at that moment or a little sooner or later.
    // Expect, whoever comes first, that whoever asked to grow is answered before the machine gives up.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Whoever_waits_for_pages_when_a_machine_fails_is_answered(string policy)
    {
        var machine = SmallMachine.Of(sections: 6, cpusPerNode: 3) with { ZoneLimits = new ZoneLimits(8, 8) };
        for (long failsNs = 0; failsNs <= 4000; failsNs += 100)
        {
            for (long asksNs = Math.Max(0, failsNs - 480); asksNs <= failsNs + 480; asksNs += 60)
            {
                var result = new BootRun().Run(new BootRequest(machine, InitPolicies.Find(policy)!, Work(failsNs, asksNs)));

                Assert.Equal(BootOutcome.Failed, result.Outcome);
                Assert.True(result.BrokenClaims.IsEmpty, $"{failsNs} and {asksNs}: {string.Join("; ", result.BrokenClaims)}");
            }
        }
    }

    public static TheoryData<string> Policies => ["single-writer", "v4.17", "v6.1"];

    private static Workload Work(long failsNs, long asksNs)
    {
        var section = new WorkItem
        {
            Cpu = 0,
            Phase = WorkPhase.EarlyBoot,
            Kind = WorkKind.Allocate,
            Order = 3,
            Need = WorkNeed.Required,
            Label = "section",
        };
        return new Workload(
        [
            section,
            section with { HighestZone = ZoneKind.Dma, Label = "DMA" },
            Compute(1, failsNs),
            section with { Cpu = 1, Phase = WorkPhase.Running, HighestZone = ZoneKind.Dma, Label = "more of DMA" },
            Compute(2, asksNs),
            section with { Cpu = 2, Phase = WorkPhase.Running, Need = WorkNeed.Optional },
        ]);
    }

    private static WorkItem Compute(int cpu, long durationNs) =>
        new() { Cpu = cpu, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = durationNs };
}
