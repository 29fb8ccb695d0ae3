using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>On real machines, in the order of time, every preset keeps what it claims.</summary>
public sealed class RecordedClaimsTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect each machine to boot under each preset, and no invariant that the preset claims to break.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Every_preset_boots_the_machine_and_holds_what_it_claims(string boot)
    {
        foreach (var policy in InitPolicies.All)
        {
            var result = BareBoot.Run(boot, policy);

            Assert.True(result.IsClean, $"{policy.Name}: {result.Outcome} {string.Join('\n', result.BrokenClaims)}");
        }
    }
}
