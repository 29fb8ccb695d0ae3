using System.Text.RegularExpressions;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.Telemetry.Tests.Receiver;
using NumaBoot.Telemetry.Tests.Spans;
using Xunit;
using static NumaBoot.Telemetry.TelemetryNames;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary><c>numaboot run</c> in one process, its spans received as any collector would receive them.</summary>
public sealed partial class TracedRunTests
{
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";

    // Expect every span that the boot has, whole, over either protocol; logs that name the trace; and, under another name for
    // the same boot, the same trace again.
    [Theory]
    [InlineData(Grpc)]
    [InlineData(Http)]
    public async Task All_spans_of_a_run_arrive(string protocol)
    {
        string[] arguments = ["run", "two-socket", "--trace-allocations", "100", "--trace-clock", "virtual", "--json", "-"];
        await using var first = await OtlpReceiver.StartAsync();
        await using var second = await OtlpReceiver.StartAsync();

        var run = await TracedCommand.RunAsync(first.Endpoint(protocol), protocol, arguments);
        var again = await TracedCommand.RunAsync(second.Endpoint(protocol), protocol, [.. arguments, "--threads", "2"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var spans = SpanTree.Of(first.Received.Spans);
        BootSpans.AssertWhole(spans, run.Output);
        Assert.Equal(Expected("two-socket", 1), spans.Spans.Count);
        Assert.Equal(spans.Describe(), SpanTree.Of(second.Received.Spans).Describe());
        Assert.Equal(0, again.ExitCode);
        var boot = spans.Roots.Single(root => root.Name == TelemetryNames.Spans.Boot);
        Assert.NotEmpty(first.Received.Logs);
        Assert.All(first.Received.Logs, log => Assert.Equal((boot.TraceId, boot.SpanId), (log.TraceId, log.SpanId)));
        Assert.All(spans.Spans, span => Assert.Equal("numaboot", span.Origin.Resource["service.name"]));
    }

    // Expect the span's own time to be virtual time, or the time of this machine, and virtual time among the attributes in both.
    [Theory]
    [InlineData("virtual")]
    [InlineData("real")]
    public async Task Spans_have_the_time_that_was_asked_for(string clock)
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var run = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "run", "two-socket", "--trace-clock", clock);

        Assert.Equal(0, run.ExitCode);
        var boot = receiver.Received.Spans.Single(span => span.Name == TelemetryNames.Spans.Boot);
        int alike = receiver.Received.Spans.Count(span =>
            InVirtualTime(span, Attributes.VirtualStartNs) / 100 == (long)(span.StartNs - boot.StartNs) / 100
            && Math.Abs((InVirtualTime(span, Attributes.VirtualDurationNs) / 100) - ((long)(span.EndNs - span.StartNs) / 100)) <= 1);
        if (clock == "virtual")
        {
            Assert.Equal(receiver.Received.Spans.Count, alike);
        }
        else
        {
            Assert.InRange(alike, 0, receiver.Received.Spans.Count / 2);
            Assert.InRange(TimeSpan.FromTicks((long)(boot.EndNs - boot.StartNs) / 100), TimeSpan.FromMilliseconds(1), run.Took);
        }
    }

    // Expect the same spans to arrive where the collector takes its time, and more of them than wait by default.
    [Fact]
    public async Task A_slow_collector_gets_all()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Delay = TimeSpan.FromMilliseconds(200);

        var run = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "run", "sockets-16", "--trace-allocations", "100", "--json", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("telemetry", run.Error, StringComparison.Ordinal);
        var spans = SpanTree.Of(receiver.Received.Spans);
        BootSpans.AssertWhole(spans, run.Output);
        Assert.Equal(Expected("sockets-16", 1), spans.Spans.Count);
        Assert.InRange(spans.Spans.Count, 3_000, int.MaxValue);
    }

    // Expect a free order to have its growths as well, under an id by chance.
    [Fact]
    public async Task A_free_order_is_traced()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var run = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "run", "n4-tracebuf", "--order", "free", "--json", "-");

        Assert.Equal(0, run.ExitCode);
        BootSpans.AssertWhole(SpanTree.Of(receiver.Received.Spans), run.Output);
    }

    // Expect the same run, word for word, where nobody is there to take anything, and one line that says so.
    [Theory]
    [InlineData(Grpc)]
    [InlineData(Http)]
    public async Task A_collector_that_is_down_costs_one_line(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var endpoint = receiver.Endpoint(protocol);
        await receiver.GoDownAsync();

        var run = await TracedCommand.RunAsync(endpoint, protocol, "run", "two-socket", "--trace-allocations", "100");
        var plain = await TracedCommand.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), "run", "two-socket");

        Assert.Equal((plain.ExitCode, plain.Output), (run.ExitCode, run.Output));
        Assert.Matches(OneWarning(), run.Error);
        Assert.Equal("", plain.Error);
    }

    // Expect the same of one that never answers, not long after the run.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_never_answers_costs_one_line(bool connects)
    {
        using var hole = new BlackHole(connects);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = hole.Endpoint.ToString(),
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "1000",
        };

        var run = await TracedCommand.RunAsync(variables, "run", "two-socket", "--trace-allocations", "100");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(OneWarning(), run.Error);
        Assert.InRange(run.Took, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    // Expect a boot that the sampler does not draw to have no spans, and the result of any other.
    [Fact]
    public async Task A_sampler_decides_about_boots()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Grpc.ToString(),
            ["OTEL_TRACES_SAMPLER"] = "always_off",
        };

        var run = await TracedCommand.RunAsync(variables, "run", "two-socket");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(receiver.Received.Spans);
        Assert.NotEmpty(receiver.Received.Logs);
    }

    // A sampler that goes by the id takes a boot with all its traces, or nothing of it.
    [Fact]
    public async Task A_sampler_takes_all_of_a_boot_or_nothing()
    {
        int drawn = 0;
        for (int seed = 1; seed <= 4; seed++)
        {
            await using var receiver = await OtlpReceiver.StartAsync();
            var variables = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = receiver.Grpc.ToString(),
                ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
                ["OTEL_TRACES_SAMPLER_ARG"] = "0.5",
            };

            await TracedCommand.RunAsync(variables, "run", "two-socket", "--trace-allocations", "100", "--seed", $"{seed}");

            var spans = SpanTree.Of(receiver.Received.Spans);
            drawn += spans.Spans.Count > 0 ? 1 : 0;
            Assert.Empty(spans.LooseLinks);
            Assert.True(spans.Spans.Count is 0 or > 5_000, $"{spans.Spans.Count} spans");
        }

        Assert.InRange(drawn, 1, 3);
    }

    // Expect no span to be lost where fewer may wait than a boot has.
    [Fact]
    public async Task A_small_queue_loses_nothing()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = receiver.Grpc.ToString(),
            ["OTEL_BSP_MAX_QUEUE_SIZE"] = "64",
            ["OTEL_BSP_MAX_EXPORT_BATCH_SIZE"] = "64",
        };

        var run = await TracedCommand.RunAsync(variables, "run", "two-socket", "--trace-allocations", "5");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Expected("two-socket", 0.05), receiver.Received.Spans.Count);
    }

    // Expect what has no room in the trace to be told, and counted on the boot's span.
    [Fact]
    public async Task What_is_left_out_is_told()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var run = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "run", "n4-tracebuf", "--trace-allocations", "100");

        var boot = receiver.Received.Spans.Single(span => span.Name == TelemetryNames.Spans.Boot);
        long leftOut = Assert.IsType<long>(boot.Attributes[Attributes.LeftOut]);
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"numaboot: {leftOut:N0} allocations are not in the trace, which had no room for them\n"), run.Error);
    }

    // Expect an order that breaks what the policy does not claim to be an error in the trace all the same.
    [Fact]
    public async Task A_boot_that_broke_something_is_an_error()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var run = await TracedCommand.RunAsync(receiver.Grpc, Grpc, "run", "tiny", "--policy", "v1");

        Assert.Equal(0, run.ExitCode);
        var boot = receiver.Received.Spans.Single(span => span.Name == TelemetryNames.Spans.Boot);
        Assert.Equal("Error", boot.Status);
        Assert.True(boot.Attributes.ContainsKey(Attributes.Broken));
    }

    // A collector that takes the connection and never answers, and somebody who does not want to wait for a minute.
    // Expect Ctrl-C to end the sending, and the run to end as it did.
    [Fact]
    public async Task Ctrl_C_ends_the_sending()
    {
        using var hole = new BlackHole(connects: true);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = hole.Endpoint.ToString(),
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000",
        };

        var run = await TracedCommand.InterruptAsync(variables, () => hole.IsCalled, "run", "two-socket", "--trace-allocations", "100");

        Assert.Equal((0, "numaboot: traces do not arrive: interrupted\n"), (run.ExitCode, run.Error));
        Assert.InRange(run.Took, TimeSpan.Zero, TimeSpan.FromSeconds(40));
    }

    [GeneratedRegex(@"\Anumaboot: traces, metrics and logs do not arrive[^\n]*: (nobody is there|no answer in time)[^\n]*\n\z")]
    private static partial Regex OneWarning();

    private static long InVirtualTime(ReceivedSpan span, string attribute) => (long)span.Attributes[attribute]!;

    private static int Expected(string machine, double share)
    {
        var spec = MachineReader.Read(machine);
        var run = new BootRun { Observation = new BootObservation { Tracing = new TraceSettings(share) } };
        return BootTrace.Of(run.Run(new BootRequest(spec, InitPolicies.SingleWriter, spec.OwnWorkload!))).Spans.Length;
    }
}
