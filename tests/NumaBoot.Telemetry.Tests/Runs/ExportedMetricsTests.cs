using NumaBoot.Telemetry.Tests.Receiver;
using Xunit;
using static NumaBoot.Telemetry.TelemetryNames;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary>Series that a command exports, as a collector gets them.</summary>
public sealed class ExportedMetricsTests
{
    private const string Grpc = "grpc";

    // A run is over before any interval is.
    // Expect it to have sent what it counted, what stood last, and what is rare and did not happen.
    [Fact]
    public async Task A_short_run_sends_all_it_has()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var run = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "run", "two-socket");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(44_297, Last(receiver, Instruments.Deliveries));
        Assert.Equal(1, Last(receiver, Instruments.Runs, "booted"));
        Assert.Equal(0, Last(receiver, Instruments.Runs, "failed"));
        Assert.Equal(0, Last(receiver, Instruments.RunsActive));
        Assert.InRange(Last(receiver, Instruments.VirtualTime), 0.001, 1_000);
    }

    // Expect a search to send its series as well.
    [Fact]
    public async Task A_search_sends_what_it_counts()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var search = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "explore", "tiny", "--schedules", "50");

        Assert.Equal((0, ""), (search.ExitCode, search.Error));
        Assert.Equal(50, Last(receiver, Instruments.Schedules));
    }

    // Expect what a variable cannot mean to be one line, before anything is run.
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "abc")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0")]
    public async Task A_variable_that_makes_no_sense_is_told(string name, string value)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9", [name] = value };

        var run = await TracedCommand.RunAsync(variables, "run", "tiny");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"numaboot: {name}: expected ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    private static double Last(OtlpReceiver receiver, string name, string? label = null) => receiver.Received.Points
        .Last(point => point.Name == name && (label is null || point.Attributes.Values.Contains(label))).Value;
}
