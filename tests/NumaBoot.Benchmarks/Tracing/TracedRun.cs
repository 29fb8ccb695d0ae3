using System.Diagnostics;
using System.Globalization;

namespace NumaBoot.Benchmarks.Tracing;

/// <summary>One way to run a machine as a process of its own.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Command">The built command.</param>
/// <param name="PercentOfAllocations">How many of a hundred allocations are traced; null where nothing is exported.</param>
internal sealed record TracedRun(string Name, string Command, double? PercentOfAllocations)
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="endpoint">Where telemetry goes.</param>
    /// <returns>How long it took, in seconds of this machine.</returns>
    public double Seconds(string machine, Uri endpoint)
    {
        var start = new ProcessStartInfo("dotnet", [Command, "run", machine]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (PercentOfAllocations is { } percent)
        {
            start.Environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = endpoint.ToString();
            start.ArgumentList.Add("--trace-allocations");
            start.ArgumentList.Add(percent.ToString(CultureInfo.InvariantCulture));
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && output.Contains("every invariant held", StringComparison.Ordinal)
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{Name} on {machine} ended with {process.ExitCode}");
    }
}
