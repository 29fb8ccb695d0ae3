using Google.Protobuf;
using Opentelemetry.Proto.Collector.Trace.V1;
using Opentelemetry.Proto.Trace.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Spans out of a request.</summary>
internal static class SpanReading
{
    /// <summary>All spans, in the order in which they stand in the request.</summary>
    public static List<ReceivedSpan> Read(ExportTraceServiceRequest request) =>
    [
        .. from resource in request.ResourceSpans
           from scope in resource.ScopeSpans
           let origin = AttributeValues.Origin(resource.Resource, scope.Scope)
           from span in scope.Spans
           select Read(span, origin),
    ];

    /// <summary>An id as hexadecimal digits, in small letters as everywhere.</summary>
    public static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);

    private static ReceivedSpan Read(Span span, ReceivedOrigin origin) => new()
    {
        TraceId = Hex(span.TraceId),
        SpanId = Hex(span.SpanId),
        ParentSpanId = Hex(span.ParentSpanId),
        Name = span.Name,
        Attributes = AttributeValues.Of(span.Attributes),
        Links = [.. span.Links.Select(link => new ReceivedLink(Hex(link.TraceId), Hex(link.SpanId), AttributeValues.Of(link.Attributes)))],
        Events = [.. span.Events.Select(@event => new ReceivedEvent(@event.Name, @event.TimeUnixNano, AttributeValues.Of(@event.Attributes)))],
        StartNs = span.StartTimeUnixNano,
        EndNs = span.EndTimeUnixNano,
        Kind = span.Kind.ToString(),
        Status = (span.Status?.Code ?? Status.Types.StatusCode.Unset).ToString(),
        LeftOut = span.DroppedAttributesCount + span.DroppedLinksCount + span.DroppedEventsCount,
        Origin = origin,
    };
}
