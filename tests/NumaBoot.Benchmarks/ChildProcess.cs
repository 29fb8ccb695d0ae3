using System.Diagnostics;
using System.Globalization;

namespace NumaBoot.Benchmarks;

/// <summary>Another .NET program, run to its end.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs an assembly that lies beside this one; its output and the most memory it ever had.</summary>
    public static (string Output, long PeakBytes) Run(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        var sinceStart = Stopwatch.StartNew();
        while (!process.WaitForExit(5))
        {
            peak = Math.Max(peak, PeakBytes(process.Id));
            if (sinceStart.Elapsed > Patience)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return process.ExitCode == 0
            ? (output.Result, peak)
            : throw new InvalidOperationException($"{assembly} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>The most memory a living process ever had (<c>VmHWM</c>), in bytes; 0 where it is gone, or not on Linux.</summary>
    public static long PeakBytes(int id)
    {
        try
        {
            string line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line["VmHWM:".Length..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) << 10;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }
}
