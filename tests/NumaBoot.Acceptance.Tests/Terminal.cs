using System.Diagnostics;
using System.Text;

namespace NumaBoot.Acceptance.Tests;

/// <summary>Runs <c>numaboot</c> in a terminal of its own (<c>script</c>), as a person who watches it and may press Ctrl-C.</summary>
internal static class Terminal
{
    private const string CtrlC = "\u0003";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command and presses Ctrl-C as soon as these words are on the screen.</summary>
    /// <exception cref="TimeoutException">The words never come, or the command does not end.</exception>
    public static async Task<CommandResult> InterruptAtAsync(string words, string arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "numaboot.dll");
        var start = new ProcessStartInfo("script", ["-qec", $"exec dotnet '{tool}' {arguments}", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            string screen = await ReadAsync(process, words, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new CommandResult(process.ExitCode, screen, "");
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{arguments}' is not done after {Patience}", late);
        }
    }

    private static async Task<string> ReadAsync(Process process, string words, CancellationToken stop)
    {
        var screen = new StringBuilder();
        char[] part = new char[4096];
        bool pressed = false;
        for (int count; (count = await process.StandardOutput.ReadAsync(part, stop)) > 0;)
        {
            screen.Append(part, 0, count);
            if (!pressed && screen.ToString().Contains(words, StringComparison.Ordinal))
            {
                pressed = true;
                await process.StandardInput.WriteAsync(CtrlC.AsMemory(), stop);
                await process.StandardInput.FlushAsync(stop);
            }
        }

        return screen.ToString();
    }
}
