using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>How a boot ended, in sentences without their full stops.</summary>
internal static class OutcomeText
{
    /// <summary>Why the machine is not up, and what broke; nothing where neither is so.</summary>
    public static IEnumerable<string> Of(BootResult result)
    {
        if (result.Report?.Failure is { } failure)
        {
            yield return $"the machine does not boot: cpu {failure.Cpu} found no block of order {failure.Order} on node {failure.Nid} or behind it for {(failure.Label.Length > 0 ? failure.Label : "its work")}, "
                + $"after {Quantity.Count(failure.GotBlocks)} of {Quantity.Count(failure.WantedBlocks)}";
        }
        else if (result.Outcome != BootOutcome.Booted)
        {
            string phase = result.Phases.IsEmpty ? "before its first phase" : $"in phase {result.Phases[^1].Name}";
            yield return result.Outcome == BootOutcome.Interrupted ? $"interrupted {phase}" : $"the machine does not boot: nothing moves any more {phase}";
        }

        foreach (var violation in result.Violations)
        {
            string weight = result.Claims(violation) ? "broken" : "broken (not claimed by this policy)";
            yield return $"{violation.Invariant.Name()} is {weight}: {violation.Detail}";
        }
    }

    /// <summary>Whether the invariants held, and over how many deliveries.</summary>
    public static string Verdict(BootResult result)
    {
        string verdict = result.Violations.IsEmpty ? "every invariant held" : $"{Quantity.Plural(result.Violations.Length, "invariant")} broken";
        string deliveries = Quantity.Plural(result.Deliveries, "delivery", "deliveries");

        // What was not looked at has not held.
        return result.Outcome == BootOutcome.Interrupted ? $"interrupted after {deliveries}; {verdict} so far" : $"{verdict} over {deliveries}";
    }
}
