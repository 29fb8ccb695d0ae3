using NumaBoot.Actors.Tests.Faults;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Pages that get lost on their way between a CPU and a zone.</summary>
public sealed class LostPagesTests
{
    //   cpu 9 gives its cache back -x   zone of node 1        cpu 0 wants more than there is: the boot fails
    //
    // Expect the loss to be named, although of a boot that failed nobody counts what its CPUs hold.
    [Theory]
    [InlineData(typeof(ZoneMessages.GivePages))]
    [InlineData(typeof(CpuMessages.TakeAnswered))]
    public void Pages_that_get_lost_are_missed_in_a_boot_that_failed(Type message)
    {
        var request = FaultMachine.TwoSockets(InitPolicies.SingleWriter);
        var failing = request with { Workload = new Workload([.. request.Workload.Items, TooMuch]) };
        Assert.Empty(FaultMachine.Run(failing).Violations);
        var fault = new LostMessage(message);

        var result = FaultMachine.Run(failing, fault);

        Assert.True(fault.IsLost);
        Assert.False(result.Booted);
        Assert.Contains(Invariant.AnsweredOnce, result.BrokenClaims.Select(violation => violation.Invariant));
    }

    private static WorkItem TooMuch => new()
    {
        Cpu = 0,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Order = 10,
        Count = 1_000_000,
        Need = WorkNeed.Required,
        Label = "too much",
    };
}
