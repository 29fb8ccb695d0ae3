using System.Diagnostics;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>The built command as a user has it: a process that comes to its end.</summary>
internal static class CommandProcess
{
    /// <summary>What it tells on standard output and on standard error.</summary>
    public static async Task<(string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (await output, await error);
    }
}
