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
            var machine = AnyMachine.Draw(random);
            var workload = AnyMachine.DrawWorkload(random, machine);
            var result = new BootRun().Run(new BootRequest(machine, policy, workload, seed));

            Assert.True(result.BrokenClaims.IsEmpty, $"machine {seed}: {string.Join("; ", result.BrokenClaims.Select(violation => violation.Detail))}");
            bool mayFail = !policy.Claims.Contains(Invariant.BootCompletes) || workload.Items.Any(item => item.Need == WorkNeed.Required);
            Assert.True(result.Booted || mayFail, $"machine {seed} does not boot");
        }
    }
}
