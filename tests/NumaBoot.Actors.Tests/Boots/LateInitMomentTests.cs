using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>When late init begins.</summary>
public sealed class LateInitMomentTests
{
    // Expect late init to begin as much later as the machine says, and no sooner for the work that goes on.
    [Fact]
    public void Late_init_begins_as_late_as_the_machine_says() => Assert.Equal(LateInitNs(0) + 20_000, LateInitNs(20_000));

    private static long LateInitNs(long afterNs)
    {
        var machine = BuiltInMachines.Tiny with { LateInitAfterNs = afterNs };
        var result = new BootRun().Run(new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!) { TakesSnapshots = false });
        return result.Phases.Single(phase => phase.Name == "late init").StartNs;
    }
}
