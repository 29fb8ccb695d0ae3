using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Not only the first message of a kind matters: each single delivery does.</summary>
public sealed class LostDeliveryTests
{
    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    //   node 0  |== built ==|----- wanted -----|     node 1  |== built ==|----- wanted -----|
    //
    // Expect no delivery between power on and the last report to be lost unseen, on tiny2 (a growth on each node), with
    // interrupts (where they do not keep it from booting anyway) and on the boot with a shortage (a growth that is declined).
    [Theory]
    [MemberData(nameof(Policies))]
    public void No_delivery_of_a_tiny_boot_gets_lost_unseen(string name)
    {
        var policy = InitPolicies.Find(name)!;
        BootRequest[] interrupted = policy.Interrupts == InterruptRule.Closed ? [FaultMachine.Interrupted(policy)] : [];
        foreach (var request in (BootRequest[])[FaultMachine.Tiny2(policy), FaultMachine.Shortage(policy), .. interrupted])
        {
            var all = new LostDelivery(0);
            var whole = FaultMachine.Run(request, all);
            Assert.InRange(all.Seen, 100, 1000);

            for (long number = 1; number <= all.Seen; number++)
            {
                var fault = new LostDelivery(number);
                Assert.True(IsSeen(FaultMachine.Run(request, fault), whole), $"nobody notices on {request.Machine.Name} that {fault.Lost} is lost");
            }
        }
    }

    /// <summary>The boot told something else, or broke something that the whole one did not.</summary>
    private static bool IsSeen(BootResult result, BootResult whole) => result.Booted
        ? !string.Equals(Outcome.Told(result), Outcome.Told(whole), StringComparison.Ordinal)
        : result.Violations.Any(violation => whole.Violations.All(known => known.Invariant != violation.Invariant));
}
