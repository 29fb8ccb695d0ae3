using System.Globalization;
using System.Text;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A machine under several policies as a table for spreadsheets and plots: a header, and a line for each policy (RFC 4180, with line feeds).</summary>
public static class ComparisonCsv
{
    private const string Header =
        "policy,boots,failed_allocation,pages_before_smp,growths,grown_pages,requested,failed,waited,remote,lost_pages,smp_init_ns,late_init_ns,boot_ns,longest_wait_ns,broken,at_risk";

    /// <summary>The text, each line ended.</summary>
    public static string Write(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder(Header).Append('\n');
        foreach (var outcome in comparison.Outcomes)
        {
            var allocations = outcome.Allocations;
            IEnumerable<string> fields =
            [
                outcome.Policy.Name,
                outcome.Result.Outcome == BootOutcome.Interrupted ? "interrupted" : outcome.Boots ? "yes" : "no",
                outcome.Failure?.Label ?? "",
                .. new[]
                {
                    outcome.PagesBeforeSmp, outcome.Growths.Count(), outcome.Growths.Sum(growth => growth.Pages), allocations.Requested,
                    allocations.Failed, allocations.Waited, allocations.Remote, outcome.LostPages,
                    outcome.SmpInitNs, outcome.LateInitNs, outcome.BootNs, outcome.LongestWaitNs,
                }.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? ""),
                Names(outcome.Broken),
                Names(outcome.AtRisk),
            ];
            text.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }

        return text.ToString();
    }

    private static string Names(IEnumerable<Invariant> invariants) => string.Join(' ', invariants.Select(invariant => invariant.Name()));

    // A label is somebody's own words.
    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
