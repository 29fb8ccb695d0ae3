using NumaBoot.Deployment.Tests.Rules;
using Xunit;

namespace NumaBoot.Deployment.Tests;

/// <summary>The rules themselves: each finds its fault.</summary>
public sealed class RuleTests
{
    [Theory]
    [ClassData(typeof(Faults))]
    public void A_rule_finds_a_fault_that_breaks_it(string rule, string right, string wrong)
    {
        // Expect that the planted fault breaks the rule, and that the manifest without it does not.
        string yaml = Rendering.Overlay("production");
        Assert.DoesNotContain(rule, Rule.BrokenBy(Manifest.Read(yaml)), StringComparer.Ordinal);
        Assert.Contains(rule, Rule.BrokenBy(Manifest.Read(Planted.In(yaml, right, wrong))), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_rule_has_a_fault_that_it_finds()
    {
        // Expect that no rule is without a fault above.
        var proven = new Faults().Select(fault => (string)fault[0]).ToHashSet(StringComparer.Ordinal);
        Assert.All(Rule.All, rule => Assert.True(proven.Contains(rule.Name), $"nothing breaks the rule: {rule.Name}"));
    }
}
