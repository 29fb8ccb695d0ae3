using System.Diagnostics;

namespace NumaBoot.Acceptance.Tests;

/// <summary>Runs commands as a user would: another process, its output and its exit code.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs <c>numaboot</c> as it was built beside these tests.</summary>
    public static CommandResult Run(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), .. arguments], Environment.CurrentDirectory, Patience)
            .GetAwaiter().GetResult();

    /// <summary>Runs any command.</summary>
    /// <exception cref="TimeoutException">It is not done in time.</exception>
    public static async Task<CommandResult> RunAsync(string command, IEnumerable<string> arguments, string folder, TimeSpan patience)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        using var timeout = new CancellationTokenSource(patience);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} is not done after {patience}", late);
        }
    }
}
