using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>What somebody asked of Akka's scheduler.</summary>
/// <param name="run">Does it.</param>
/// <param name="intervalNs">How long after that it is done again, in nanoseconds; zero for once.</param>
/// <param name="cancelable">Calls it off; null for nobody.</param>
/// <param name="told">The message that it tells; null for an action.</param>
internal sealed class ScheduledWork(Action run, long intervalNs, ICancelable? cancelable, object? told)
{
    /// <summary>The message that it tells; null for an action.</summary>
    public object? Told { get; } = told;

    /// <summary>Zero for once.</summary>
    public long IntervalNs { get; } = intervalNs;

    public bool IsCancelled => cancelable is { IsCancellationRequested: true };

    /// <summary>It is periodic and has gone off before.</summary>
    public bool HasRun { get; private set; }

    public void Run()
    {
        HasRun = true;
        run();
    }
}
