using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Opentelemetry.Proto.Collector.Logs.V1;
using Opentelemetry.Proto.Collector.Metrics.V1;
using Opentelemetry.Proto.Collector.Trace.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>The three paths of OTLP over HTTP with protobuf bodies. Bodies that are packed are unpacked before they come here.</summary>
internal sealed class HttpIntake(Received received, Gate gate)
{
    private const string Protobuf = "application/x-protobuf";

    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/traces", context => TakeAsync(
            context, ExportTraceServiceRequest.Parser, request => received.Add(SpanReading.Read(request)), new ExportTraceServiceResponse()));
        routes.MapPost("/v1/metrics", context => TakeAsync(
            context, ExportMetricsServiceRequest.Parser, request => received.Add(PointReading.Read(request)), new ExportMetricsServiceResponse()));
        routes.MapPost("/v1/logs", context => TakeAsync(
            context, ExportLogsServiceRequest.Parser, request => received.Add(LogReading.Read(request)), new ExportLogsServiceResponse()));
    }

    private async Task TakeAsync<T>(HttpContext context, MessageParser<T> parser, Action<T> keep, IMessage answer)
        where T : IMessage<T>
    {
        if (!await gate.PassAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (!string.Equals(context.Request.ContentType, Protobuf, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        T request;
        try
        {
            request = parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        keep(request);
        context.Response.ContentType = Protobuf;
        await context.Response.Body.WriteAsync(answer.ToByteArray(), context.RequestAborted);
    }
}
