using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Metering;

/// <summary>What a meter hears is what the report says, and it leaves no mark in the boot.</summary>
public sealed class MeteredBootTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect, under every policy, the sums of the report, the digest of a boot that nobody looks at, and the same sums on
    // two blocks and on three.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Sums_are_those_of_the_report_however_it_is_driven(string boot)
    {
        var recorded = BareBoot.Request(boot, InitPolicies.SingleWriter);
        foreach (var policy in InitPolicies.All)
        {
            var request = recorded with { Policy = policy };
            var (one, meter) = Counted.Run(request);
            Assert.Equal(new BootRun().Run(request).Digest, one.Digest);
            Counted.AssertReported(one, meter);
            foreach (int parts in (int[])[2, 3])
            {
                var (several, theirs) = Counted.RunOn(parts, request);
                Assert.Equal(one.Digest, several?.Digest);
                Assert.Equal(Sums(meter), Sums(theirs));
            }
        }
    }

    // What crosses and how often a run is told is a matter of blocks.
    private static string Sums(SummedMeter meter) => string.Join('\n', meter.Text.Split('\n').Where(line =>
        !line.StartsWith("crossed", StringComparison.Ordinal) && !line.StartsWith("run ", StringComparison.Ordinal) && !line.StartsWith("violations", StringComparison.Ordinal)));
}
