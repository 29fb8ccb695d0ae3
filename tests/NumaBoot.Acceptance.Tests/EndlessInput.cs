using System.Diagnostics;
using System.Globalization;

namespace NumaBoot.Acceptance.Tests;

/// <summary>An input that a command waits for and that never comes: a pipe into which nobody writes.</summary>
internal static class EndlessInput
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Interrupts a command once it has opened its input.</summary>
    public static async Task<CommandResult> InterruptAsync(string command)
    {
        string pipe = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await Command.RunAsync("mkfifo", [pipe], Environment.CurrentDirectory, Patience);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), command, pipe])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            // A pipe opens for the one end only when the other end is opened too.
            await using var writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)).WaitAsync(Patience);
            await Command.RunAsync("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)], Environment.CurrentDirectory, Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new CommandResult(process.ExitCode, await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        }
        finally
        {
            process.Kill();
            File.Delete(pipe);
        }
    }
}
