using System.Diagnostics.Tracing;

namespace NumaBoot.Telemetry;

/// <summary>
/// Hears from the SDK, which throws nothing and returns no error, that data did not arrive, and says so once.
/// </summary>
/// <param name="warn">Gets the line.</param>
internal sealed class ExportWatch(Action<string> warn) : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";
    private const string Sdk = "OpenTelemetry-Sdk";

    // Of the SDK: items were dropped because more were waiting than there is room for.
    private const int Dropped = 32;
    private int _hasFailed;

    /// <summary>Whether something did not arrive.</summary>
    public bool HasFailed => Volatile.Read(ref _hasFailed) != 0;

    /// <summary>Something did not arrive.</summary>
    /// <param name="why">Why.</param>
    public void Fail(string why)
    {
        if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
        {
            warn($"telemetry does not arrive: {why}");
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is Exporter or Sdk)
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name == Sdk && eventData.EventId == Dropped)
        {
            Fail("more was waiting than OTEL_BSP_MAX_QUEUE_SIZE has room for");
        }
        else if (eventData.EventSource.Name == Exporter && Reason(eventData.EventId) is { } reason)
        {
            Fail(Describe(reason, eventData));
        }
    }

    // The events by which the exporter of OTLP tells that a request failed for good.
    private static string? Reason(int id) => id switch
    {
        2 or 16 => "nobody is there",
        17 or 23 => "it was refused",
        18 or 19 => "no answer in time",
        _ => null,
    };

    // What they say besides is an exception, which begins with what matters; the endpoint is an address.
    private static string Describe(string reason, EventWrittenEventArgs written)
    {
        var texts = (written.Payload ?? []).OfType<string>().ToList();
        string? endpoint = texts.Find(text => text.StartsWith("http", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _));
        string? cause = texts.Find(text => text.Contains("Exception", StringComparison.Ordinal))?.Split('\n')[0].Trim();
        string told = cause is null ? "" : $" ({cause[(cause.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..]})";
        return endpoint is null ? $"{reason}{told}" : $"{new Uri(endpoint).GetLeftPart(UriPartial.Authority)}/: {reason}{told}";
    }
}
