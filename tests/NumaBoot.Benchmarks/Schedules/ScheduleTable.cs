using System.Globalization;
using System.Text;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>How many schedules of <c>tiny</c> a second: ours beside Coyote's, on the same messages and checks.</summary>
internal static class ScheduleTable
{
    private const int Rounds = 9;

    // Orders differ in length by a few deliveries; means over thousands of them hardly.
    private const double MostDifference = 0.01;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Checks that it is the same boot, measures, and writes the tables.</summary>
    public static string Measure()
    {
        var text = new StringBuilder();
        text.Append("`tiny` with its own workload under `single-writer`, without snapshots, every invariant judged, each schedule run to its end.\n");
        text.Append(CultureInfo.InvariantCulture, $"Medians of {Rounds} rounds, in each of which every row has its turn of about {Round.TotalSeconds:n0} s; one thread at work at a time.\n\n");
        string same = SameBootTable.Measure();
        WriteRows(text);
        text.Append('\n').Append(same);
        return text.ToString();
    }

    private static void WriteRows(StringBuilder text)
    {
        var explorers = new Explorers();
        List<Explorer> coyotes = OneCore.IsSupported ? [explorers.Coyote, explorers.CoyoteOnOneCore] : [explorers.Coyote];
        List<Explorer> rows = [.. coyotes, explorers.Random, explorers.Priority, explorers.Exhaustive, explorers.Nobody];
        rows.ForEach(row => row.WarmUp(Round));
        var rounds = Enumerable.Range(0, Rounds).Select(_ => rows.ConvertAll(row => row.Measure())).ToList();
        RequireSameLength(rounds[^1][0], rounds[^1][coyotes.Count]);

        text.Append("| | schedules a second | deliveries a schedule | deliveries a second | CPU µs a schedule | KB allocated a schedule | times Coyote |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|\n");
        for (int at = 0; at < rows.Count; at++)
        {
            var column = rounds.ConvertAll(round => round[at]);
            text.Append(CultureInfo.InvariantCulture, $"| {rows[at].Name} | {Median(column, round => round.SchedulesPerSecond):n0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(column, round => round.DeliveriesPerSchedule):n1} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(column, round => round.DeliveriesPerSecond):n0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(column, round => round.CpuMicrosecondsPerSchedule):n0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(column, round => round.BytesPerSchedule) / 1e3:n0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(rounds, round => Times(round, at, coyotes.Count)):n1} |\n");
        }
    }

    /// <summary>How many times as many schedules as the faster Coyote of the same round.</summary>
    private static double Times(List<ExplorerRound> round, int at, int coyotes) =>
        round[at].SchedulesPerSecond / round.Take(coyotes).Max(coyote => coyote.SchedulesPerSecond);

    private static void RequireSameLength(ExplorerRound theirs, ExplorerRound ours)
    {
        if (Math.Abs((theirs.DeliveriesPerSchedule / ours.DeliveriesPerSchedule) - 1) > MostDifference)
        {
            throw new InvalidOperationException(
                $"not the same boot: {theirs.DeliveriesPerSchedule} deliveries a schedule under Coyote, {ours.DeliveriesPerSchedule} here");
        }
    }

    private static double Median<T>(List<T> rounds, Func<T, double> what) => rounds.Select(what).Order().ElementAt(rounds.Count / 2);
}
