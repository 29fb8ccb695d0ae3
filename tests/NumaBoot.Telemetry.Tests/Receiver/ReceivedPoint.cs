namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>A point of a series, as it came over the wire.</summary>
public sealed record ReceivedPoint
{
    /// <summary>The metric.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit, such as s or {page}.</summary>
    public required string Unit { get; init; }

    /// <summary>What it is: Gauge, Sum, Histogram, ExponentialHistogram or Summary.</summary>
    public required string Kind { get; init; }

    /// <summary>The series' labels.</summary>
    public required IReadOnlyDictionary<string, object?> Attributes { get; init; }

    /// <summary>The value in the metric's unit; of a histogram the sum of all that was measured.</summary>
    public required double Value { get; init; }

    /// <summary>Of a histogram how many measurements there were; 0 otherwise.</summary>
    public ulong Count { get; init; }

    /// <summary>Of a histogram the upper bounds of all buckets but the last, in the metric's unit.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Of a histogram how many measurements fell into each bucket.</summary>
    public IReadOnlyList<ulong> Buckets { get; init; } = [];

    /// <summary>Whether the value only ever rises.</summary>
    public bool Monotonic { get; init; }

    /// <summary>Whether it counts from the start, not from the last report.</summary>
    public bool Cumulative { get; init; }

    /// <summary>When it was read, in nanoseconds since 1970.</summary>
    public ulong TimeNs { get; init; }

    /// <summary>Single measurements, with their spans.</summary>
    public IReadOnlyList<ReceivedExemplar> Exemplars { get; init; } = [];

    /// <summary>Who sent it.</summary>
    public required ReceivedOrigin Origin { get; init; }
}
