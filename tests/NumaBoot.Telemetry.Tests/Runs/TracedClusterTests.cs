using NumaBoot.Cluster.Tests.Runs;
using NumaBoot.Telemetry.Tests.Receiver;
using NumaBoot.Telemetry.Tests.Spans;
using Xunit;
using static NumaBoot.Telemetry.TelemetryNames;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary>A run over three members that are processes of their own, all of which export.</summary>
public sealed class TracedClusterTests : IAsyncLifetime
{
    private const string Grpc = "grpc";

    private OtlpReceiver _receiver = null!;
    private ThreeMembers _members = null!;

    public async Task InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
        _members = new ThreeMembers
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver.Grpc.ToString() },
        };
        await _members.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _members.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    // Expect the spans of a run on one process, each once, with a span of each member that had a part of it and logs of theirs.
    [Fact]
    public async Task A_run_over_three_members_has_the_spans_of_a_run_on_one()
    {
        string[] arguments = ["run", "n4-tracebuf", "--trace-allocations", "3", "--json", "-"];
        await using var alone = await OtlpReceiver.StartAsync();
        await TracedCommand.RunAsync(alone.Grpc, Grpc, arguments);

        var run = await TracedCommand.RunAsync(_receiver.Grpc, Grpc, [.. arguments, .. Contacts()]);

        Assert.Equal(0, run.ExitCode);
        await StopMembersAsync();
        var spans = SpanTree.Of(_receiver.Received.Spans);
        BootSpans.AssertWhole(spans, run.Output);
        Assert.Equal(SpanTree.Of(alone.Received.Spans).Describe(), WithoutBlocks().Describe());
        var blocks = _receiver.Received.Spans.Where(span => span.Name == TelemetryNames.Spans.Block).ToList();
        Assert.Equal(3, blocks.Select(block => block.Attributes[Attributes.Member]).Distinct().Count());
        Assert.All(blocks, block => Assert.Equal(TelemetryNames.Spans.Boot, spans.Parent(block)?.Name));
        Assert.All(blocks, block => Assert.Contains(_receiver.Received.Logs, log => (log.TraceId, log.SpanId) == (block.TraceId, block.SpanId)));
    }

    // A member is lost while the boot runs, and what it had is computed again elsewhere.
    // Expect no span double and none lost: the trace is that of a run on one process.
    [Fact]
    public async Task Lanes_that_were_recomputed_double_no_span()
    {
        string[] arguments = ["run", "sockets-256", "--json", "-"];
        await using var alone = await OtlpReceiver.StartAsync();
        await TracedCommand.RunAsync(alone.Grpc, Grpc, arguments);
        int conductor = await _members.ConductorAtAsync();
        var victim = _members.All[(conductor + 1) % 3];

        var running = TracedCommand.RunAsync(_receiver.Grpc, Grpc, [.. arguments, .. Contacts()]);
        await Until.TrueAsync(() => victim.Blocks() > 0, TimeSpan.FromSeconds(60) * _members.Busyness.Factor, "nobody has a block");
        victim.Kill();
        var run = await running;

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("nothing was lost", run.Error, StringComparison.Ordinal);
        await StopMembersAsync();
        BootSpans.AssertWhole(SpanTree.Of(_receiver.Received.Spans), run.Output);
        Assert.Equal(SpanTree.Of(alone.Received.Spans).Describe(), WithoutBlocks().Describe(new SpanDetails { Without = [Attributes.Recoveries] }));
        Assert.Contains(_receiver.Received.Spans, span => span.Name == TelemetryNames.Spans.Boot && span.Attributes.ContainsKey(Attributes.Recoveries));
        Assert.Contains(_receiver.Received.Spans, span => span.Name == TelemetryNames.Spans.Block && span.Attributes[Attributes.Recomputed] is true);
    }

    // A member is asked to stop while it has a part of a run.
    // Expect its span of that part to be sent all the same.
    [Fact]
    public async Task A_member_that_leaves_a_run_sends_its_span()
    {
        var leaver = _members.All[(await _members.ConductorAtAsync() + 1) % 3];
        string address = (await leaver.AddressAsync()).Trim();
        var running = TracedCommand.RunAsync(_receiver.Grpc, Grpc, ["run", "sockets-1024", .. Contacts()]);
        await Until.TrueAsync(() => leaver.Blocks() > 0, TimeSpan.FromSeconds(60) * _members.Busyness.Factor, "nobody has a block");

        leaver.Terminate();
        await leaver.ExitAsync(TimeSpan.FromSeconds(60) * _members.Busyness.Factor);

        Assert.False(running.IsCompleted);
        Assert.Contains(_receiver.Received.Spans, span => span.Name == TelemetryNames.Spans.Block && (string)span.Attributes[Attributes.Member]! == address);
        Assert.Equal(0, (await running).ExitCode);
    }

    private IEnumerable<string> Contacts() => _members.Contacts.SelectMany(contact => new[] { "--cluster", contact.ToString() });

    private SpanTree WithoutBlocks() => SpanTree.Of(_receiver.Received.Spans.Where(span => span.Name != TelemetryNames.Spans.Block));

    // What they have still to send they send when they stop.
    private async Task StopMembersAsync()
    {
        foreach (var member in _members.All.Where(member => !member.HasEnded()))
        {
            member.Terminate();
        }

        foreach (var member in _members.All)
        {
            await member.ExitAsync(TimeSpan.FromSeconds(60) * _members.Busyness.Factor);
        }
    }
}
