namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>One measurement out of those that a point sums up, with the span in which it was made.</summary>
/// <param name="Value">What was measured, in the unit of the metric.</param>
/// <param name="TraceId">The trace, 32 hexadecimal digits; empty where there was none.</param>
/// <param name="SpanId">The span, 16 hexadecimal digits; empty where there was none.</param>
/// <param name="Attributes">Those of the measurement that the series has not.</param>
public sealed record ReceivedExemplar(double Value, string TraceId, string SpanId, IReadOnlyDictionary<string, object?> Attributes);
