namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>A record of a log, as it came over the wire.</summary>
public sealed record ReceivedLog
{
    /// <summary>What is said.</summary>
    public required string Body { get; init; }

    /// <summary>OpenTelemetry's number: 9 for information, 13 for a warning, 17 for an error.</summary>
    public required int Severity { get; init; }

    /// <summary>The logger's own word for it.</summary>
    public required string SeverityText { get; init; }

    /// <summary>The values that the text was made of.</summary>
    public required IReadOnlyDictionary<string, object?> Attributes { get; init; }

    /// <summary>The trace in which it was said, 32 hexadecimal digits; empty outside of one.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span in which it was said, 16 hexadecimal digits; empty outside of one.</summary>
    public required string SpanId { get; init; }

    /// <summary>Who sent it.</summary>
    public required ReceivedOrigin Origin { get; init; }
}
