using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>The receiver gets from OpenTelemetry's own exporters what was given to them, over both protocols.</summary>
public class OtlpReceiverTests
{
    private const int Patience = Sender.Patience;

    [Theory]
    [InlineData("grpc", "HTTP/2")]
    [InlineData("http/protobuf", "HTTP/1.1")]
    public async Task A_span_arrives_with_all_that_was_said_of_it(string protocol, string expected)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sender = new Sender(protocol, receiver.Endpoint(protocol));
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var elsewhere = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        Activity.Current = null;
        var root = sender.Spans.StartActivity("boot", ActivityKind.Internal, default(ActivityContext), startTime: start)!;
        var child = sender.Spans.StartActivity("growth", ActivityKind.Internal, root.Context, startTime: start.AddMicroseconds(1))!;
        child.SetTag("text", "late \"init\"").SetTag("whole", 7).SetTag("half", 0.5).SetTag("yes", true).SetTag("list", new[] { "a", "b" });
        child.AddLink(new ActivityLink(elsewhere, new ActivityTagsCollection { ["why"] = "asked" }));
        child.AddEvent(new ActivityEvent("moved", start.AddMicroseconds(2), new ActivityTagsCollection { ["pfn"] = 32768L }));
        child.SetStatus(ActivityStatusCode.Error);
        child.SetEndTime(start.AddMicroseconds(3).UtcDateTime).Stop();
        root.SetEndTime(start.AddMicroseconds(4).UtcDateTime).Stop();
        Assert.True(sender.Shutdown(Patience));

        Assert.Equal(["growth", "boot"], receiver.Received.Spans.Select(span => span.Name), StringComparer.Ordinal);
        var (got, above) = (receiver.Received.Spans[0], receiver.Received.Spans[1]);
        Assert.Equal((root.TraceId.ToHexString(), child.SpanId.ToHexString(), root.SpanId.ToHexString()), (got.TraceId, got.SpanId, got.ParentSpanId));
        Assert.Equal((root.SpanId.ToHexString(), ""), (above.SpanId, above.ParentSpanId));
        Assert.Equal(["half", "list", "text", "whole", "yes"], got.Attributes.Keys, StringComparer.Ordinal);
        Assert.Equal([0.5, "late \"init\"", 7L, true], new[] { "half", "text", "whole", "yes" }.Select(name => got.Attributes[name]));
        Assert.Equal(new object[] { "a", "b" }, got.Attributes["list"]);
        var link = Assert.Single(got.Links);
        Assert.Equal((elsewhere.TraceId.ToHexString(), elsewhere.SpanId.ToHexString(), (object?)"asked"), (link.TraceId, link.SpanId, link.Attributes["why"]));
        ulong zero = (ulong)start.ToUnixTimeSeconds() * 1_000_000_000;
        var happened = Assert.Single(got.Events);
        Assert.Equal(("moved", zero + 2_000, (object?)32768L), (happened.Name, happened.TimeNs, happened.Attributes["pfn"]));
        Assert.Equal((zero + 1_000, zero + 3_000), (got.StartNs, got.EndNs));
        Assert.Equal(("Internal", "Error", 0u), (got.Kind, got.Status, got.LeftOut));
        Assert.Equal((sender.Spans.Name, (object?)"sender"), (got.Origin.Scope, got.Origin.Resource["service.name"]));
        Assert.All(receiver.Received.Requests, request => Assert.Equal((expected, true), (request.Protocol, request.Taken)));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Points_arrive_with_their_labels_and_exemplars(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sender = new Sender(protocol, receiver.Endpoint(protocol));
        var pages = sender.Meter.CreateCounter<long>("pages", "{page}");
        var wait = sender.Meter.CreateHistogram("wait", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        sender.Meter.CreateObservableGauge("free", () => 2.5, "{page}");
        Activity.Current = null;
        string trace, span;
        using (var activity = sender.Spans.StartActivity("allocation")!)
        {
            (trace, span) = (activity.TraceId.ToHexString(), activity.SpanId.ToHexString());
            pages.Add(40, new KeyValuePair<string, object?>("phase", "growth"));
            pages.Add(2, new KeyValuePair<string, object?>("phase", "growth"));
            pages.Add(1, new KeyValuePair<string, object?>("phase", "late"));
            wait.Record(0.25);
            wait.Record(3);
        }

        Assert.True(sender.Shutdown(Patience));

        var points = receiver.Received.Points.ToLookup(point => point.Name, StringComparer.Ordinal);
        Assert.Equal([("growth", 42.0), ("late", 1.0)], points["pages"].Select(point => ((string)point.Attributes["phase"]!, point.Value)).Order());
        Assert.All(points["pages"], point => Assert.Equal(("Sum", "{page}", true, true), (point.Kind, point.Unit, point.Monotonic, point.Cumulative)));
        var gauge = Assert.Single(points["free"]);
        Assert.Equal(("Gauge", 2.5, false), (gauge.Kind, gauge.Value, gauge.Monotonic));
        var histogram = Assert.Single(points["wait"]);
        Assert.Equal(("Histogram", "s", 3.25, 2ul), (histogram.Kind, histogram.Unit, histogram.Value, histogram.Count));
        Assert.Equal([0.1, 1.0], histogram.Bounds);
        Assert.Equal([0ul, 1ul, 1ul], histogram.Buckets);
        Assert.Equal([0.25, 3.0], histogram.Exemplars.Select(exemplar => exemplar.Value).Order());
        Assert.All(histogram.Exemplars, exemplar => Assert.Equal((trace, span), (exemplar.TraceId, exemplar.SpanId)));
        Assert.Equal((sender.Meter.Name, (object?)"sender"), (histogram.Origin.Scope, histogram.Origin.Resource["service.name"]));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Records_of_logs_arrive_with_their_trace(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sender = new Sender(protocol, receiver.Endpoint(protocol));
        Activity.Current = null;
        sender.Logger.LogInformation("outside");
        string trace, span;
        using (var activity = sender.Spans.StartActivity("boot")!)
        {
            (trace, span) = (activity.TraceId.ToHexString(), activity.SpanId.ToHexString());
            sender.Logger.LogWarning("node {Node} is full", 3);
        }

        Assert.True(sender.Shutdown(Patience));

        Assert.Equal(2, receiver.Received.Logs.Count);
        var (outside, inside) = (receiver.Received.Logs[0], receiver.Received.Logs[1]);
        Assert.Equal(("outside", 9, "", ""), (outside.Body, outside.Severity, outside.TraceId, outside.SpanId));
        Assert.Equal((13, "Warning", trace, span), (inside.Severity, inside.SeverityText, inside.TraceId, inside.SpanId));
        Assert.Equal(3L, inside.Attributes["Node"]);
        Assert.Equal(("tests", (object?)"sender"), (inside.Origin.Scope, inside.Origin.Resource["service.name"]));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task What_is_refused_is_not_kept_and_what_comes_later_is(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Refusing = true;
        Sender.SendSpan(protocol, receiver.Endpoint(protocol), "refused");

        Assert.Empty(receiver.Received.Spans);
        Assert.Contains(receiver.Received.Requests, request => request.Path.Contains("trace", StringComparison.Ordinal));
        Assert.All(receiver.Received.Requests, request => Assert.False(request.Taken));

        receiver.Refusing = false;
        Sender.SendSpan(protocol, receiver.Endpoint(protocol), "taken");

        Assert.Equal("taken", Assert.Single(receiver.Received.Spans).Name);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task One_that_is_down_gets_nothing_and_comes_up_at_the_same_ports(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var endpoint = receiver.Endpoint(protocol);
        Sender.SendSpan(protocol, endpoint, "before");
        await receiver.GoDownAsync();
        Sender.SendSpan(protocol, endpoint, "meanwhile");
        await receiver.ComeUpAsync();
        Sender.SendSpan(protocol, endpoint, "after");

        Assert.Equal(endpoint, receiver.Endpoint(protocol));
        Assert.Equal(["before", "after"], receiver.Received.Spans.Select(span => span.Name), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task One_that_is_slow_holds_up_whoever_sends(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Delay = TimeSpan.FromSeconds(2);
        var watch = Stopwatch.StartNew();
        Sender.SendSpan(protocol, receiver.Endpoint(protocol), "slow");

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromMilliseconds(Patience));
        Assert.Equal("slow", Assert.Single(receiver.Received.Spans).Name);
    }

    [Fact]
    public async Task Waiting_for_what_does_not_come_ends()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        Assert.False(await receiver.Received.WaitForAsync(received => received.Spans.Count > 0, TimeSpan.FromMilliseconds(100)));

        receiver.Delay = TimeSpan.FromMilliseconds(300);
        var sent = Task.Run(() => Sender.SendSpan("grpc", receiver.Grpc, "comes"));

        Assert.True(await receiver.Received.WaitForAsync(received => received.Spans.Count > 0, TimeSpan.FromMilliseconds(Patience)));
        await sent;
    }

    [Fact]
    public async Task One_that_is_up_cannot_come_up()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(receiver.ComeUpAsync);
    }
}
