using System.Diagnostics;

namespace NumaBoot.Acceptance.Tests;

/// <summary>Runs the command as a user would: another process, its output and its exit code.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static CommandResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "numaboot.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"numaboot {string.Join(' ', arguments)} is not done after {Patience}");
        }

        return new CommandResult(process.ExitCode, output, error.Result);
    }
}
