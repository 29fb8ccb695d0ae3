namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>What tells one span from all others: ids of spans alone are only unique within a trace.</summary>
/// <param name="TraceId">The trace, 32 hexadecimal digits.</param>
/// <param name="SpanId">The span, 16 hexadecimal digits.</param>
public readonly record struct SpanKey(string TraceId, string SpanId);
