namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>What of a span goes into a description.</summary>
public sealed record SpanDetails
{
    /// <summary>Everything but real time, which is never the same twice.</summary>
    public static SpanDetails Usual { get; } = new();

    /// <summary>The same and the spans' own times: for runs whose traces are told in virtual time.</summary>
    public static SpanDetails WithTimes { get; } = new() { Times = true };

    /// <summary>Whether a span's own start and end are told, in nanoseconds since 1970.</summary>
    public bool Times { get; init; }

    /// <summary>Names of attributes that are not told, since two runs that are compared are meant to differ in them.</summary>
    public IReadOnlyCollection<string> Without { get; init; } = [];
}
