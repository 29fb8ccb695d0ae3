using NumaBoot.Actors.Tests.Faults;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Whether a boot was clean.</summary>
public sealed class CleanResultTests
{
    // Expect a machine that is up to be clean unless something broke that its policy claims.
    [Theory]
    [InlineData(null, true)]
    [InlineData(Invariant.NoExcessGrowth, true)]
    [InlineData(Invariant.OneOwner, false)]
    public void A_broken_claim_is_not_clean(Invariant? broken, bool isClean)
    {
        var sound = FaultMachine.Run(FaultMachine.Tiny2(InitPolicies.V3));
        Assert.True(sound.Booted);

        var result = sound with { Violations = broken is { } invariant ? [new Violation(invariant, "", PfnRange.Empty, 0)] : [] };

        Assert.Equal((isClean, !isClean), (result.IsClean, !result.BrokenClaims.IsEmpty));
    }

    // Expect a machine that is not up not to be clean, although nothing broke.
    [Fact]
    public void A_machine_that_is_not_up_is_not_clean() =>
        Assert.False((FaultMachine.Run(FaultMachine.Tiny2(InitPolicies.V3)) with { Outcome = BootOutcome.Failed, Violations = [] }).IsClean);
}
