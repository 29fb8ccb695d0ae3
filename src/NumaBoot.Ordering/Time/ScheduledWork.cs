using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>What somebody asked of Akka's scheduler.</summary>
internal sealed class ScheduledWork(Action run, long intervalNs, ICancelable? cancelable)
{
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
