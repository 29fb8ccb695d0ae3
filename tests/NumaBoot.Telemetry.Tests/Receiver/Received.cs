namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>What a receiver has got so far, in the order in which it came. What is asked for is a copy: nothing is added to it later.</summary>
public sealed class Received
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly List<ReceivedSpan> _spans = [];
    private readonly List<ReceivedPoint> _points = [];
    private readonly List<ReceivedLog> _logs = [];
    private readonly List<ReceivedRequest> _requests = [];

    /// <summary>All spans.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => Copy(_spans);

    /// <summary>All points of all metrics; a series that was reported twice has two.</summary>
    public IReadOnlyList<ReceivedPoint> Points => Copy(_points);

    /// <summary>All records of logs.</summary>
    public IReadOnlyList<ReceivedLog> Logs => Copy(_logs);

    /// <summary>All requests, those that were refused among them.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => Copy(_requests);

    /// <summary>Waits until this holds of what was received; false if it still does not when the time is over.</summary>
    public async Task<bool> WaitForAsync(Func<Received, bool> condition, TimeSpan atMost)
    {
        using var end = new CancellationTokenSource(atMost);
        while (!condition(this))
        {
            if (end.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(Pause);
        }

        return true;
    }

    internal void Add(IReadOnlyCollection<ReceivedSpan> spans) => Append(_spans, spans);

    internal void Add(IReadOnlyCollection<ReceivedPoint> points) => Append(_points, points);

    internal void Add(IReadOnlyCollection<ReceivedLog> logs) => Append(_logs, logs);

    internal void Add(ReceivedRequest request) => Append(_requests, [request]);

    private IReadOnlyList<T> Copy<T>(List<T> kept)
    {
        lock (_lock)
        {
            return [.. kept];
        }
    }

    // A request as a whole or not at all: half of it is never seen.
    private void Append<T>(List<T> kept, IReadOnlyCollection<T> came)
    {
        lock (_lock)
        {
            kept.AddRange(came);
        }
    }
}
