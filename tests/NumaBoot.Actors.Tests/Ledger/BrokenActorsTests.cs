using NumaBoot.Actors.Tests.Faults;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>What the ledger says of whole boots in which somebody does what he should not.</summary>
public sealed class BrokenActorsTests
{
    //   |== held ==|== one section ==|-- deferred --|      two CPUs want a page each; both ask before a section is built
    //
    // Expect the second section to be one too many wherever each request asks for itself and nobody looks again, and to
    // be named however the zone sees it.
    [Theory]
    [InlineData("v3", true)]
    [InlineData("v4.17", false)]
    [InlineData("single-writer", false)]
    public void A_section_for_each_racer_is_one_too_many(string policy, bool isBroken)
    {
        var result = new BootRun().Run(Requested(policy, Whole(0) with { Phase = WorkPhase.EarlyBoot }, Page(0), Page(1)));

        Assert.True(result.Booted);
        Assert.Equal(isBroken, result.Violations.Any(violation => violation.Invariant == Invariant.NoExcessGrowth));
    }

    // Expect a slow path that comes to the zones as another look at the low mark to be no second pass.
    [Fact]
    public void A_slow_path_at_the_low_mark_is_none()
    {
        var request = Requested("single-writer", Whole(0) with { Count = 5 });
        Assert.Empty(FaultMachine.Run(request).Violations);
        var fault = new ChangedMessage<ZoneMessages.TakePages>(
            take => take with { Check = WatermarkCheck.Low }, take => take.Check == WatermarkCheck.Min);

        var result = FaultMachine.Run(request, fault);

        Assert.True(fault.IsChanged);
        Assert.Equal(Invariant.NoNeedlessFailure, Assert.Single(result.BrokenClaims).Invariant);
    }

    private static BootRequest Requested(string policy, params WorkItem[] items) =>
        new(SmallMachine.Of(), InitPolicies.Find(policy)!, new Workload([.. items]));

    private static WorkItem Whole(int cpu) => Page(cpu) with { Order = 3 };

    private static WorkItem Page(int cpu) => new()
    {
        Cpu = cpu,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Order = 0,
        Count = 1,
        Need = WorkNeed.Optional,
        Label = $"pages of {cpu}",
    };
}
