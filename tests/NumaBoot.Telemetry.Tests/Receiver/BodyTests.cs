using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Opentelemetry.Proto.Collector.Trace.V1;
using Opentelemetry.Proto.Common.V1;
using Opentelemetry.Proto.Trace.V1;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>What the exporters of .NET do not send, but others may: packed bodies, and bodies that are no protobuf.</summary>
public class BodyTests
{
    private const string Protobuf = "application/x-protobuf";

    [Fact]
    public async Task A_packed_body_over_http_is_unpacked()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            Request("packed").WriteTo(gzip);
        }

        using var content = Content(packed.ToArray(), Protobuf);
        content.Headers.ContentEncoding.Add("gzip");
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(receiver.Http, "v1/traces"), content);

        Assert.Equal((HttpStatusCode.OK, Protobuf), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("packed", Assert.Single(receiver.Received.Spans).Name);
    }

    [Fact]
    public async Task A_packed_message_over_grpc_is_unpacked()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var channel = GrpcChannel.ForAddress(receiver.Grpc);
        var client = new TraceService.TraceServiceClient(channel);
        await client.ExportAsync(Request("packed"), new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        Assert.Equal("packed", Assert.Single(receiver.Received.Spans).Name);
        Assert.Equal("gzip", Assert.Single(receiver.Received.Requests).Headers["grpc-encoding"]);
    }

    [Fact]
    public async Task Who_is_refused_over_grpc_is_told_that_it_is_unavailable()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Refusing = true;
        using var channel = GrpcChannel.ForAddress(receiver.Grpc);
        var client = new TraceService.TraceServiceClient(channel);
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await client.ExportAsync(Request("refused")));

        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
    }

    [Theory]
    [InlineData(Protobuf, "ff", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "7b7d", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(Protobuf, "", HttpStatusCode.OK)]
    public async Task A_body_that_is_no_request_is_not_taken_for_one(string mediaType, string body, HttpStatusCode expected)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var http = new HttpClient();
        foreach (string path in new[] { "v1/traces", "v1/metrics", "v1/logs" })
        {
            using var content = Content(Convert.FromHexString(body), mediaType);
            using var answer = await http.PostAsync(new Uri(receiver.Http, path), content);

            Assert.Equal(expected, answer.StatusCode);
        }

        Assert.Empty(receiver.Received.Spans);
        Assert.Equal(3, receiver.Received.Requests.Count);
    }

    [Fact]
    public void An_attribute_that_comes_twice_is_told()
    {
        var request = Request("twice");
        var span = request.ResourceSpans[0].ScopeSpans[0].Spans[0];
        span.Attributes.Add(new KeyValue { Key = "node", Value = new AnyValue { IntValue = 1 } });
        span.Attributes.Add(new KeyValue { Key = "node", Value = new AnyValue { IntValue = 2 } });

        Assert.Contains("node", Assert.Throws<InvalidDataException>(() => SpanReading.Read(request)).Message, StringComparison.Ordinal);
    }

    private static ByteArrayContent Content(byte[] body, string mediaType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    private static ExportTraceServiceRequest Request(string name) => new()
    {
        ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { new Span { Name = name } } } } } },
    };
}
