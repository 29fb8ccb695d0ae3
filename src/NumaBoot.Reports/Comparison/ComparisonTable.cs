using System.Globalization;
using System.Text;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A machine under several policies, side by side, to be read on a terminal.</summary>
public static class ComparisonTable
{
    // Room for the names of presets; those of single faults are longer.
    private const int LeastNameWidth = 16;

    /// <summary>The text, each line ended.</summary>
    public static string Write(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder();
        var request = comparison.Request;
        var plan = comparison.Outcomes[0].Result.Plan;
        Line(text, Headline.Of(
            request.Machine.Name, [.. plan.Nodes.Select(node => node.Layout)], plan.Cpus.Length, $"costs {request.Costs.Name}   seed {request.Seed}{(request.MostInitThreads is { } threads ? $"   init threads {threads}" : "")}"));
        int width = Math.Max(LeastNameWidth, comparison.Outcomes.Max(outcome => outcome.Policy.Name.Length) + 2);
        Line(text, $"  {"policy".PadRight(width)}{"boots",-7}{"before smp",12}{"grew",7}{"failed",10}{"waited",10}{"elsewhere",12}{"smp_init",13}{"late init",13}{"longest wait",14}   broken");
        foreach (var outcome in comparison.Outcomes)
        {
            WriteOutcome(text, outcome, width);
        }

        WriteNotes(text, comparison);
        return text.ToString();
    }

    private static void WriteOutcome(StringBuilder text, PolicyOutcome outcome, int width)
    {
        var allocations = outcome.Allocations;
        string boots = outcome.Result.Outcome == BootOutcome.Interrupted ? "-" : outcome.Boots ? "yes" : "NO";
        Line(text, $"  {outcome.Policy.Name.PadRight(width)}{boots,-7}{Quantity.Pages(outcome.PagesBeforeSmp),12}{Quantity.Count(outcome.Growths.Count()),7}"
            + $"{Quantity.Count(allocations.Failed),10}{Quantity.Count(allocations.Waited),10}{Quantity.Count(allocations.Remote),12}"
            + $"{Time(outcome.SmpInitNs),13}{Time(outcome.LateInitNs),13}{Time(outcome.LongestWaitNs),14}   {Names(outcome.Broken)}");
    }

    private static void WriteNotes(StringBuilder text, Comparison comparison)
    {
        foreach (var outcome in comparison.Outcomes)
        {
            if (outcome.Failure is { } failure)
            {
                Line(text, string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {outcome.Policy.Name} does not boot: cpu {failure.Cpu} found no block of order {failure.Order} on node {failure.Nid} or behind it for {(failure.Label.Length > 0 ? failure.Label : "its work")}, after {failure.GotBlocks:N0} of {failure.WantedBlocks:N0}"));
            }
        }

        foreach (var alike in comparison.Outcomes.Where(outcome => outcome.LostPages > 0).GroupBy(outcome => outcome.LostPages))
        {
            Line(text, $"  lost for good under {string.Join(", ", alike.Select(outcome => outcome.Policy.Name))}: {Quantity.Count(alike.Key)} pages, {Quantity.Pages(alike.Key)}, which memblock freed late");
        }

        foreach (var alike in comparison.Outcomes.Where(outcome => outcome.Result.Outcome != BootOutcome.Interrupted && outcome.AtRisk.Length > 0).GroupBy(outcome => Names(outcome.AtRisk), StringComparer.Ordinal))
        {
            Line(text, $"  at risk in another order of messages under {string.Join(", ", alike.Select(outcome => outcome.Policy.Name))}: {alike.Key}");
        }
    }

    private static string Time(long? ns) => ns is { } known ? Quantity.Milliseconds(known) : "-";

    private static string Names(IReadOnlyCollection<Invariant> invariants) =>
        invariants.Count == 0 ? "-" : string.Join(", ", invariants.Select(invariant => invariant.Name()));

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
