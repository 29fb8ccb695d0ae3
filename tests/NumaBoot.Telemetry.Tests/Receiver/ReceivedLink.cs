namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>A link of a span to another, as it came over the wire.</summary>
/// <param name="TraceId">The trace of the span that it leads to, 32 hexadecimal digits.</param>
/// <param name="SpanId">That span, 16 hexadecimal digits.</param>
/// <param name="Attributes">What the link says of itself.</param>
public sealed record ReceivedLink(string TraceId, string SpanId, IReadOnlyDictionary<string, object?> Attributes);
