using System.Globalization;
using NumaBoot.Simulation;
using Spectre.Console;

namespace NumaBoot.Cli;

/// <summary>Shows how far long work is: one line on the terminal's standard error, and nothing in a pipe.</summary>
internal static class Progress
{
    /// <summary>Does the work and shows what it tells.</summary>
    /// <param name="begins">What it is at before it has told anything.</param>
    /// <param name="work">The work.</param>
    public static T Show<T>(string begins, Func<Action<BootProgress>?, T> work) =>
        Show<T>(begins, tell => work(tell is null ? null : progress => tell(Describe(progress))));

    /// <summary>Does work that tells in words what it is at.</summary>
    /// <param name="work">The work.</param>
    public static T Show<T>(Func<Action<string>?, T> work) => Show("setting out", work);

    private static T Show<T>(string begins, Func<Action<string>?, T> work)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return work(null);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Status().Start(begins, status => work(words => status.Status = Markup.Escape(words)));
    }

    private static string Describe(BootProgress progress) => string.Create(
        CultureInfo.InvariantCulture, $"{(progress.Phase.Length > 0 ? progress.Phase : "setting out")}: {progress.Deliveries:N0} deliveries, {progress.VirtualNs / 1e6:N1} ms");
}
