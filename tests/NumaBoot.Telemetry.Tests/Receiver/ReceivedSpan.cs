namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>A span, as it came over the wire. Values of attributes are string, bool, long, double, bytes or lists of these.</summary>
public sealed record ReceivedSpan
{
    /// <summary>The trace, 32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span, 16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span above it in the same trace, 16 hexadecimal digits; empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What is said of it.</summary>
    public required IReadOnlyDictionary<string, object?> Attributes { get; init; }

    /// <summary>Where else it belongs, in the order in which the links came.</summary>
    public IReadOnlyList<ReceivedLink> Links { get; init; } = [];

    /// <summary>What happened in it, in the order in which it came.</summary>
    public IReadOnlyList<ReceivedEvent> Events { get; init; } = [];

    /// <summary>When it began, in nanoseconds since 1970.</summary>
    public ulong StartNs { get; init; }

    /// <summary>When it ended, in nanoseconds since 1970.</summary>
    public ulong EndNs { get; init; }

    /// <summary>Internal, Server, Client, Producer or Consumer.</summary>
    public string Kind { get; init; } = "Internal";

    /// <summary>Unset, Ok or Error.</summary>
    public string Status { get; init; } = "Unset";

    /// <summary>Attributes, links and events that the sender says it left out.</summary>
    public uint LeftOut { get; init; }

    /// <summary>Who sent it.</summary>
    public ReceivedOrigin Origin { get; init; } = new(new Dictionary<string, object?>(StringComparer.Ordinal), "");
}
