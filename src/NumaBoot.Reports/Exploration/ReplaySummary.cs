using System.Collections.Immutable;
using System.Text;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A recorded boot that was delivered again, for people.</summary>
public static class ReplaySummary
{
    /// <summary>The text, each line ended.</summary>
    /// <param name="replayed">What came of it.</param>
    /// <param name="story">How the invariant came to break.</param>
    public static string Write(ReplayedBoot replayed, ImmutableArray<string> story)
    {
        ArgumentNullException.ThrowIfNull(replayed);
        var (recording, result, _) = replayed;
        var text = new StringBuilder();
        string found = recording.Order == ExplorationOrder.Exhaustive ? $"schedule {recording.Seed} of exhaustive" : $"seed {recording.Seed} of {recording.Order.Name()}";
        Line(text, Headline.Of(
            result.Request.Machine.Name, [.. result.Plan.Nodes.Select(node => node.Layout)], result.Plan.Cpus.Length,
            $"policy {result.Request.Policy.Name}   order replay   {found}{(recording.BreaksFifo ? "   FIFO broken" : "")}"));
        foreach (string line in story)
        {
            Line(text, $"  {line}");
        }

        foreach (var violation in result.Violations.Where(violation => violation.Invariant != recording.Invariant).OrderBy(violation => violation.Delivery))
        {
            Line(text, $"  {violation.Invariant.Name()} is broken, too, in delivery {Quantity.Count(violation.Delivery)} of the boot: {violation.Detail}");
        }

        Line(text, $"  the same {Quantity.Plural(result.Deliveries, "delivery", "deliveries")} as recorded          digest {result.Digest:x16}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
