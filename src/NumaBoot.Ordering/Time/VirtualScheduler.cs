using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace NumaBoot.Ordering;

/// <summary>
/// Akka's scheduler over the virtual clock: what is scheduled becomes an event of the engine that runs, in the name of
/// the actor that asked. Akka makes it from the configuration.
/// </summary>
/// <param name="config">The configuration of the actor system.</param>
/// <param name="log">Its log.</param>
internal sealed class VirtualScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log), IDisposable
{
    private OrderedEngine? _engine;

    public override TimeSpan MonotonicClock => VirtualTime.ToTimeSpan(NowNs);

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    /// <summary>Virtual time begins where Unix time does.</summary>
    protected override DateTimeOffset TimeNow => DateTimeOffset.UnixEpoch + MonotonicClock;

    private long NowNs => (OrderedEngine.TryCurrent ?? _engine)?.NowNs ?? 0;

    /// <summary>Tells whose clock to show to those who look from outside a run.</summary>
    public void Attach(OrderedEngine engine) => _engine = engine;

    public void Dispose()
    {
        // Akka disposes the scheduler last; nothing here holds a thread or a handle.
    }

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Schedule(delay, TimeSpan.Zero, () => receiver.Tell(message, sender), cancelable, message);

    protected override void InternalScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable, message);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        Schedule(delay, TimeSpan.Zero, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
        Schedule(delay, TimeSpan.Zero, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Schedule(initialDelay, interval, action.Run, cancelable);

    private static void Schedule(TimeSpan delay, TimeSpan interval, Action run, ICancelable? cancelable, object? told = null)
    {
        var engine = OrderedEngine.TryCurrent
            ?? throw new InvalidOperationException("The scheduler of an ordered world works for its actors, while the world runs; from outside, inject a message at a later time.");
        if (engine.IsEnding)
        {
            // What Akka expects of a scheduler that has been shut down.
            throw new SchedulerException("The ordered world is being disposed.");
        }

        engine.Schedule(VirtualTime.ToNs(delay), new ScheduledWork(run, VirtualTime.ToNs(interval), cancelable, told));
    }
}
