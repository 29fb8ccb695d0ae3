using System.Diagnostics.Tracing;

namespace NumaBoot.Telemetry;

/// <summary>
/// Hears from the SDK, which throws nothing and returns no error, that data did not arrive, and says so in one line.
/// </summary>
/// <param name="warn">Gets the line.</param>
/// <param name="isAtOnce">
/// Whether it is told when it happens, once for each signal: for who runs long. Otherwise it is told in the end, of all signals
/// together.
/// </param>
internal sealed class ExportWatch(Action<string> warn, bool isAtOnce) : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";
    private const string Sdk = "OpenTelemetry-Sdk";

    // Of the SDK: items were dropped because more were waiting than there is room for.
    private const int Dropped = 32;

    private readonly Lock _one = new();
    private readonly SortedSet<TelemetrySignal> _failed = [];
    private string? _why;

    /// <summary>Whether something of a signal did not arrive.</summary>
    public bool HasFailed(TelemetrySignal signal)
    {
        lock (_one)
        {
            return _failed.Contains(signal);
        }
    }

    /// <summary>Something did not arrive.</summary>
    /// <param name="signals">Of which signals.</param>
    /// <param name="why">Where it was to go, and why it did not.</param>
    public void Fail(IEnumerable<TelemetrySignal> signals, string why)
    {
        List<TelemetrySignal> news;
        lock (_one)
        {
            news = [.. signals.Where(_failed.Add)];
            _why ??= news.Count > 0 ? why : null;
        }

        if (isAtOnce && news.Count > 0)
        {
            warn(Line(news, why));
        }
    }

    /// <summary>Nothing more is sent: tells what did not arrive, unless that is told.</summary>
    public void Tell()
    {
        // What comes in late, from an export that nobody waits for any more, is not told.
        List<TelemetrySignal> failed;
        lock (_one)
        {
            failed = [.. _failed];
        }

        if (!isAtOnce && failed.Count > 0)
        {
            warn(Line(failed, _why!));
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
            Fail([TelemetrySignal.Traces], ": more was waiting than OTEL_BSP_MAX_QUEUE_SIZE has room for");
        }
        else if (eventData.EventSource.Name == Exporter && eventData.EventId is 2 or 16 or 17 or 18 or 19 or 23)
        {
            var texts = (eventData.Payload ?? []).OfType<string>().ToList();
            string? endpoint = texts.Find(text => text.StartsWith("http", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _));
            string cause = Cause(texts);
            string told = cause.Length > 0 ? $" ({cause})" : "";
            Fail(SignalsOf(texts), $"{(endpoint is null ? "" : $" at {Shown(endpoint)}")}: {Reason(eventData.EventId, cause)}{told}");
        }
    }

    private static string Line(List<TelemetrySignal> signals, string why)
    {
        string[] words = [.. signals.Select(signal => signal.ToString().ToLowerInvariant())];
        string names = words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
        return $"{names} do not arrive{why}";
    }

    // The events by which the exporter tells that a request failed for good are few; the words of the system say more.
    private static string Reason(int id, string cause) => id switch
    {
        18 or 19 => "no answer in time",
        _ when cause.Contains("refused (", StringComparison.Ordinal) || cause.Contains("Name or service", StringComparison.Ordinal)
            || cause.Contains("name resolution", StringComparison.Ordinal) || cause.Contains("unreachable", StringComparison.Ordinal) => "nobody is there",
        2 or 16 => "it could not be sent",
        _ => "it was refused",
    };

    // What the events say besides is an exception, which begins with what matters.
    private static string Cause(List<string> texts)
    {
        string line = texts.Find(text => text.Contains("Exception", StringComparison.Ordinal))?.Split('\n')[0].Trim() ?? "";
        int at = line.IndexOf(": ", StringComparison.Ordinal);
        return (at < 0 ? line : line[(at + 2)..]).TrimEnd('.');
    }

    // Of gRPC the path is a method that nobody has asked for.
    private static string Shown(string endpoint) => endpoint.Split("/opentelemetry.")[0];

    private static IEnumerable<TelemetrySignal> SignalsOf(List<string> texts)
    {
        var named = Enum.GetValues<TelemetrySignal>().Where(signal => texts.Exists(text => Names(signal).Any(name => text.Contains(name, StringComparison.Ordinal)))).ToList();
        return named.Count > 0 ? named : Enum.GetValues<TelemetrySignal>();
    }

    private static string[] Names(TelemetrySignal signal) => signal switch
    {
        TelemetrySignal.Traces => ["TraceService", "/v1/traces"],
        TelemetrySignal.Metrics => ["MetricsService", "/v1/metrics"],
        _ => ["LogsService", "/v1/logs"],
    };
}
