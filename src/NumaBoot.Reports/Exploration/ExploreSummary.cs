using System.Text;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>What an exploration found, for people.</summary>
public static class ExploreSummary
{
    /// <summary>The text, each line ended.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="breaks">What broke, with its stories.</param>
    public static string Write(ExplorationResult result, IReadOnlyList<ToldBreak> breaks)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(breaks);
        var text = new StringBuilder();
        WriteHead(text, result);
        WriteCounts(text, result);
        foreach (string line in breaks.SelectMany(told => told.Story))
        {
            Line(text, $"  {line}");
        }

        WriteVerdict(text, result);
        return text.ToString();
    }

    private static void WriteHead(StringBuilder text, ExplorationResult result)
    {
        var settings = result.Settings;
        string doing = $"policy {settings.Request.Policy.Name}   order {settings.Order.Name()}";
        if (settings.Order != ExplorationOrder.Exhaustive)
        {
            long last = settings.FirstSeed + Math.Max(result.Schedules, 1) - 1;
            doing += last == settings.FirstSeed ? $"   seed {last}" : $"   seeds {settings.FirstSeed} to {last}";
        }

        Line(text, Headline.Of(settings.Request.Machine.Name, [.. result.Plan.Nodes.Select(node => node.Layout)], result.Plan.Cpus.Length, doing + (settings.BreaksFifo ? "   FIFO broken" : "")));
    }

    private static void WriteCounts(StringBuilder text, ExplorationResult result)
    {
        Line(text, $"  schedules   {Quantity.Count(result.Schedules),12}   {Quantity.Plural(result.Deliveries, "delivery", "deliveries")}");
        string left = result.Settings.Order != ExplorationOrder.Exhaustive ? "" : result.IsExhausted ? "all there are" : "there are more";
        Line(text, $"  orders      {Quantity.Count(result.DistinctOrders),12}   {(left.Length > 0 ? left : "different ones")}");
        Line(text, $"  coverage    {Quantity.Count(result.Coverage.Seen),12}   of {Quantity.Count(result.Coverage.Defined)} pairs of actor state and message");
        foreach (var (name, wanted, happened) in Disturbances(result))
        {
            Line(text, $"  {name,-12}{Quantity.Count(happened),12}   happened, up to {Quantity.Count(wanted)} in a schedule");
        }
    }

    private static IEnumerable<(string Name, long Wanted, long Happened)> Disturbances(ExplorationResult result)
    {
        DisturbanceCounts wanted = result.Settings.Disturbances, happened = result.Happened;
        (string, long Wanted, long)[] kinds =
        [
            ("interrupts", wanted.Interrupts, happened.Interrupts),
            ("lost", wanted.Lost, happened.Lost),
            ("duplicated", wanted.Duplicated, happened.Duplicated),
            ("delayed", wanted.Delayed, happened.Delayed),
            ("crashed", wanted.Crashed, happened.Crashed),
            ("paused", wanted.Paused, happened.Paused),
            ("slowed", wanted.Slowed, happened.Slowed),
        ];
        return kinds.Where(kind => kind.Wanted > 0);
    }

    private static void WriteVerdict(StringBuilder text, ExplorationResult result) => Line(text, $"  {VerdictOf(result)}");

    /// <summary>What held or broke, in how much, as a sentence without its full stop.</summary>
    internal static string VerdictOf(ExplorationResult result)
    {
        string schedules = Quantity.Plural(result.Schedules, "schedule");
        string verdict = Verdict(result);

        // What was not looked at has not held.
        return result.WasInterrupted ? $"interrupted after {schedules}; {verdict} so far" : $"{verdict} {Scope(result, schedules)}";
    }

    // What holds holds in every order; what breaks need not break in more than one of them.
    private static string Scope(ExplorationResult result, string schedules)
    {
        if (!result.IsExhausted)
        {
            return $"in {schedules}";
        }

        return result.Broken.IsEmpty ? $"in every order there is, {schedules}"
            : result.DistinctOrders == 1 ? "in the only order there is"
            : $"{(result.Broken.Length == 1 ? "" : "each ")}in at least one of all {Quantity.Count(result.DistinctOrders)} orders there are";
    }

    private static string Verdict(ExplorationResult result)
    {
        if (result.Broken.IsEmpty)
        {
            return "every invariant held";
        }

        int claimed = result.Broken.Count(result.Claims);
        string weight = claimed == 0 ? "not claimed by this policy"
            : claimed == result.Broken.Length ? "claimed by this policy" : $"{Quantity.Count(claimed)} of them claimed by this policy";
        return $"{Quantity.Plural(result.Broken.Length, "invariant")} broken, {weight},";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
