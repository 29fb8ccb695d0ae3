using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Comparisons;

/// <summary>The same boot under several policies.</summary>
public sealed class ComparerTests
{
    // The CPUs take whole sections before late init begins; building a section of 8 pages costs more than all else.
    // Expect the longest wait to hold the time to build a section, and to grow with what a page costs.
    [Theory]
    [InlineData(1_000_000)]
    [InlineData(10_000_000)]
    public void The_longest_wait_is_for_a_growth(long pagePs)
    {
        Assert.True(BuiltInMachines.TryCreate("tiny-late", out var machine));
        var request = new BootRequest(machine, InitPolicies.V61, machine.OwnWorkload!)
        {
            Costs = new CostModel { InitialisePagePs = pagePs },
        };

        var outcome = Comparer.Run(request, [InitPolicies.V61]).Outcomes.Single();

        long sectionNs = 8 * pagePs / 1000;
        Assert.InRange(outcome.LongestWaitNs, sectionNs, (2 * sectionNs) + 5_000);
    }

    // A node of a single section, all of it taken early, and a CPU that needs one page more.
    // Expect the outcome to name the allocation, and no time for what was never reached.
    [Fact]
    public void A_boot_that_fails_names_what_failed()
    {
        var machine = SmallMachine.Of(nodes: 1, cpusPerNode: 1);
        var work = new Workload([new WorkItem { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Allocate, Count = 1L << 20, Label = "too much" }]);

        var outcome = Comparer.Run(new BootRequest(machine, InitPolicies.V61, work), [InitPolicies.V1]).Outcomes.Single();

        Assert.False(outcome.Boots);
        Assert.Equal("too much", outcome.Failure!.Label);
        Assert.Null(outcome.LateInitNs);
        Assert.Null(outcome.BootNs);
    }

    // Expect what a policy does not claim to be at risk, and what broke with it; nothing at all under the one that claims all.
    // A machine that frees nothing late loses nothing in any order.
    [Fact]
    public void At_risk_is_what_is_not_claimed()
    {
        var tiny = BuiltInMachines.Tiny;

        var outcomes = Comparer.Run(new BootRequest(tiny, InitPolicies.Default, tiny.OwnWorkload!), InitPolicies.All).Outcomes;

        Assert.Equal(InitPolicies.All.Select(policy => policy.Name), outcomes.Select(outcome => outcome.Policy.Name), StringComparer.Ordinal);
        Assert.All(outcomes, outcome => Assert.Equal(
            Invariants.All.Except([.. outcome.Policy.Claims, Invariant.NoPageLost]).Union(outcome.Broken).Order(), outcome.AtRisk));
        Assert.Empty(outcomes[^1].AtRisk);
    }

    // The reserve of the field case is too small, whatever a policy claims.
    // Expect the comparison to point at the one whose claim broke, and at none where nobody claimed it.
    [Fact]
    public void A_claim_that_does_not_hold_is_found()
    {
        var machine = CommandLineMemory.Apply(MachineReader.Read(Path.Combine(Fixtures.Root, "examples", "field-case.json")));
        var request = new BootRequest(machine, InitPolicies.Default, CommandLineWorkload.From(machine));
        var boaster = InitPolicies.StaticReserve with { Name = "boaster", Claims = Invariants.All };

        Assert.Equal("boaster", Comparer.Run(request, [InitPolicies.StaticReserve, boaster]).BrokenClaim?.Policy.Name);
        Assert.Null(Comparer.Run(request, [InitPolicies.StaticReserve]).BrokenClaim);
    }

    // Expect what a boot throws to come out as it was thrown.
    [Fact]
    public void What_is_thrown_comes_out_as_it_is()
    {
        var tiny = BuiltInMachines.Tiny;

        Assert.Throws<InvalidTimeZoneException>(() => Comparer.Run(
            new BootRequest(tiny, InitPolicies.Default, tiny.OwnWorkload!), InitPolicies.All, _ => throw new InvalidTimeZoneException()));
    }

    // Expect an end before the beginning to leave boots that say so.
    [Fact]
    public void What_is_ended_says_so()
    {
        var tiny = BuiltInMachines.TwoSocket;

        var comparison = Comparer.Run(new BootRequest(tiny, InitPolicies.Default, tiny.OwnWorkload!), InitPolicies.All, cancellation: new CancellationToken(canceled: true));

        Assert.True(comparison.WasInterrupted);
    }
}
