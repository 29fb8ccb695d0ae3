using System.Diagnostics;
using System.Globalization;
using NumaBoot.Cluster.Tests.Runs;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary>The command as a user runs it, with OTEL_* variables of its own and none of whoever runs the tests.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it said on standard output.</param>
/// <param name="Error">What it said on standard error.</param>
/// <param name="Took">How long it took.</param>
internal sealed record TracedCommand(int ExitCode, string Output, string Error, TimeSpan Took)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs it with telemetry sent by a protocol.</summary>
    public static Task<TracedCommand> RunAsync(Uri endpoint, string protocol, params string[] arguments) => RunAsync(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
        },
        arguments);

    /// <summary>Runs it with these variables.</summary>
    public static Task<TracedCommand> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        RunAsync(variables, isTime: null, arguments);

    /// <summary>Runs it and interrupts it once something is so.</summary>
    public static Task<TracedCommand> InterruptAsync(IReadOnlyDictionary<string, string> variables, Func<bool> isTime, params string[] arguments) =>
        RunAsync(variables, isTime, arguments);

    private static async Task<TracedCommand> RunAsync(IReadOnlyDictionary<string, string> variables, Func<bool>? isTime, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(StartInfo(variables, arguments))!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            if (isTime is not null)
            {
                await Until.TrueAsync(isTime, Patience, "it never came so far");
                using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            }

            await process.WaitForExitAsync(patience.Token);
            return new TracedCommand(process.ExitCode, await output, await error, clock.Elapsed);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"numaboot {string.Join(' ', arguments)} is not done after {Patience}"), late);
        }
    }

    private static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> variables, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
