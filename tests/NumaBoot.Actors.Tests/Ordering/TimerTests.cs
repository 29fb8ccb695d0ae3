using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>Timers of nanoseconds, and Akka's own over the same clock.</summary>
public sealed class TimerTests
{
    private readonly Trace _trace = new();

    // Expect timers one nanosecond apart to fire in the order of their times, from the instant at which they were set.
    [Fact]
    public void Timers_fire_to_the_nanosecond()
    {
        using var world = World();
        var actor = world.Spawn(Doing.Props((_, message) =>
        {
            if (message is "go")
            {
                OrderedEngine.Current.After(3, "c");
                OrderedEngine.Current.After(2, "b");
                OrderedEngine.Current.Spend(1);
                OrderedEngine.Current.After(0, "a");
            }
        }), "actor");

        world.Inject(actor, "go");
        world.Run();

        Assert.Equal(
            ["0 outside > actor go served 1", "1 actor > actor a", "2 actor > actor b", "3 actor > actor c"], _trace.Lines);
    }

    // Expect a timer that was cancelled to be forgotten: it neither fires nor moves the clock, and cancels nothing else.
    [Fact]
    public void A_cancelled_timer_leaves_no_mark()
    {
        using var world = World();
        var answers = new List<bool>();
        var actor = world.Spawn(Doing.Props((_, message) =>
        {
            if (message is "go")
            {
                var timer = OrderedEngine.Current.After(1_000, "never");
                OrderedEngine.Current.After(10, "once");
                answers.Add(timer.Cancel());
                answers.Add(timer.Cancel());
                answers.Add(default(DeliveryTimer).Cancel());
            }
        }), "actor");

        world.Inject(actor, "go");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal([true, false, false], answers);
        Assert.Equal((2, 10), (world.Deliveries, world.NowNs));
    }

    // Expect a timer that is due, and waits for its actor to have time, to be still taken back.
    [Fact]
    public void A_timer_can_be_taken_back_while_it_waits()
    {
        using var world = World();
        DeliveryTimer timer = default;
        var actor = world.Spawn(Doing.Props((_, message) =>
        {
            if (message is "go")
            {
                timer = OrderedEngine.Current.After(10, "never");
                OrderedEngine.Current.Spend(5);
            }
            else
            {
                OrderedEngine.Current.Spend(100);
                timer.Cancel();
            }
        }), "actor");
        world.Inject(actor, "go");
        world.Inject(actor, "take it back", atNs: 9);

        world.Run();

        Assert.Equal(["0 outside > actor go served 5", "9 outside > actor take it back served 100"], _trace.Lines);
        Assert.Equal(0, world.Engine.Pending);
    }

    // Expect the handle of a timer that has fired not to cancel the timer that took its place.
    [Fact]
    public void A_timer_that_fired_is_gone()
    {
        using var world = World();
        DeliveryTimer first = default;
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                first = OrderedEngine.Current.After(1, "first");
            }
            else if (message is "first")
            {
                OrderedEngine.Current.After(1, "second");
                me.Note(first.Cancel());
            }
        }), "actor");

        world.Inject(actor, "go");
        world.Run();

        Assert.Equal([false], world.StateOf<Doing>(actor).Notes);
        Assert.Equal("2 actor > actor second", _trace.Lines[^1]);
    }

    // Expect Akka's scheduler, its timers and our own to share one clock, which shows in the scheduler too.
    [Fact]
    public void Akkas_scheduler_runs_on_the_same_clock()
    {
        using var world = World();
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            var scheduler = me.Cell.System.Scheduler;
            if (message is "go")
            {
                scheduler.ScheduleTellOnce(TimeSpan.FromTicks(3), me.Self, "scheduled", me.Self);
                me.Timers.StartSingleTimer("key", "timed", TimeSpan.FromTicks(2));
                OrderedEngine.Current.After(250, "after");
            }

            me.Note(scheduler.Now - DateTimeOffset.UnixEpoch == scheduler.MonotonicClock
                && scheduler.HighResMonotonicClock.Ticks == OrderedEngine.Current.NowNs / 100);
        }), "actor");

        world.Inject(actor, "go");
        world.Run();

        Assert.Equal(
            ["0 outside > actor go", "200 actor > actor timed", "250 actor > actor after", "300 actor > actor scheduled"],
            _trace.Lines);
        Assert.Equal([true, true, true, true], world.StateOf<Doing>(actor).Notes);
        Assert.Equal(300, world.System.Scheduler.MonotonicClock.Ticks * 100);
    }

    // Expect what the scheduler tells to arrive when it is due: it is told on the spot and does not travel.
    [Fact]
    public void What_is_scheduled_does_not_travel()
    {
        using var world = World(latencyNs: 70);
        var other = world.Spawn(Doing.Noting(), "other");
        var actor = world.Spawn(
            Doing.Props((me, _) => me.Cell.System.Scheduler.ScheduleTellOnce(TimeSpan.FromTicks(3), other, "due", me.Self)), "actor");

        world.Inject(actor, "go");
        world.Run();

        Assert.Equal(["0 outside > actor go", "300 actor > other due"], _trace.Lines);
    }

    // Expect a periodic timer to fire until it is cancelled, and the run to be quiet after that.
    [Fact]
    public void A_periodic_timer_fires_until_it_is_cancelled()
    {
        using var world = World();
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                me.Timers.StartPeriodicTimer("key", "tick", initialDelay: TimeSpan.FromTicks(5), interval: TimeSpan.FromTicks(10));
                return;
            }

            me.Note(OrderedEngine.Current.NowNs);
            if (me.Notes.Count == 3)
            {
                me.Timers.Cancel("key");
            }
        }));

        world.Inject(actor, "go");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal([500L, 1500L, 2500L], world.StateOf<Doing>(actor).Notes);
    }

    // Expect a receive time-out to start again with each message, and to come once when these end.
    [Fact]
    public void A_receive_time_out_comes_when_messages_stop()
    {
        using var world = World();
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is ReceiveTimeout)
            {
                me.Note(OrderedEngine.Current.NowNs);
                me.Cell.SetReceiveTimeout(null);
            }
            else
            {
                me.Cell.SetReceiveTimeout(TimeSpan.FromTicks(10));
            }
        }));
        foreach (var atNs in new[] { 0, 900, 1800 })
        {
            world.Inject(actor, "keep on", atNs);
        }

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal([2800L], world.StateOf<Doing>(actor).Notes);
    }

    // Expect time-outs that are set and cancelled with every message not to pile up.
    [Fact]
    public void Cancelled_time_outs_do_not_pile_up()
    {
        const int Messages = 50_000;
        using var world = World();
        var most = 0;
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            me.Cell.SetReceiveTimeout(message is int and < Messages ? TimeSpan.FromDays(1) : null);
            most = Math.Max(most, OrderedEngine.Current.Pending);
            if (message is int number and < Messages)
            {
                OrderedEngine.Current.After(1, number + 1);
            }
        }));

        world.Inject(actor, 0);
        world.Run();

        Assert.Equal(Messages + 1, world.Deliveries);
        Assert.InRange(most, 100, 10_000);
        Assert.Equal(0, world.Engine.Pending);
    }

    // Expect the timers of an actor to end with it and not to keep the world from being quiet.
    [Fact]
    public void Timers_of_a_stopped_actor_are_forgotten()
    {
        using var world = World();
        var actor = world.Spawn(Doing.Props((me, _) =>
        {
            OrderedEngine.Current.After(1_000_000, "never");
            me.Cell.Stop(me.Self);
        }));

        world.Inject(actor, "go");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal((1, 0, 0), (world.Deliveries, world.NowNs, world.Engine.DeadLetters));
    }

    private OrderedWorld World(long latencyNs = 0) =>
        new(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(latencyNs)), Observers = [_trace] });
}
