using System.Diagnostics;
using System.Globalization;
using NumaBoot.Simulation;
using Spectre.Console;

namespace NumaBoot.Cli;

/// <summary>Shows how far an exploration is: one line on the terminal's standard error, and nothing in a pipe.</summary>
internal static class ExploreProgress
{
    private const long MillisecondsBetween = 100;

    /// <summary>Does the work and shows what it tells.</summary>
    public static T Show<T>(Func<Action<ExplorationProgress>?, T> work)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return work(null);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Status().Start("planning the boot", status =>
        {
            var clock = Stopwatch.StartNew();
            long shownMs = 0;
            return work(progress =>
            {
                // Thousands of schedules a second: nobody reads each.
                if (clock.ElapsedMilliseconds - shownMs >= MillisecondsBetween)
                {
                    shownMs = clock.ElapsedMilliseconds;
                    status.Status = Describe(progress, clock.Elapsed);
                }
            });
        });
    }

    // A line that is longer than the terminal would be broken: 80 columns must do for a hundred million schedules.
    private static string Describe(ExplorationProgress progress, TimeSpan elapsed) => progress.ShrinkingRuns > 0
        ? string.Create(CultureInfo.InvariantCulture, $"making it small: {progress.ShrinkingRuns:N0} schedules")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Search.Schedules:N0} schedules, {progress.Search.Schedules / elapsed.TotalSeconds:N0} a second, {progress.Search.DistinctOrders:N0} orders, coverage {progress.Coverage.Seen:N0} of {progress.Coverage.Defined:N0}");
}
