using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Features;

/// <summary>Akka's timers and time-outs under every order: where time does not decide, they go off at any moment.</summary>
public sealed class TimersTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string> Names => EveryOrder.Names;

    // Expect each timer to go off once, and one that is set again to be only the later one.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_single_timer_goes_off_once(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                me.Timers.StartSingleTimer("one", "one", Hour);
                me.Timers.StartSingleTimer("two", "not this", Hour);
                me.Timers.StartSingleTimer("two", "but this", Hour);
            }
            else
            {
                me.Note(message);
            }
        }));
        world.Inject(actor, "go");

        await world.Quiescence();

        Assert.Equal(["but this", "one"], world.StateOf<Doing>(actor).Notes.Order());
    });

    // Expect a timer that was cancelled never to be heard of, even if it had gone off and its message waited.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_cancelled_timer_never_fires(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message);
            if (message is "go")
            {
                me.Timers.StartSingleTimer("key", "tick", Hour);
            }
            else if (message is "cancel")
            {
                me.Timers.Cancel("key");
            }
        }));
        world.Inject(actor, "go");
        world.Inject(actor, "cancel");

        await world.Quiescence();

        Assert.DoesNotContain("tick", world.StateOf<Doing>(actor).Notes.SkipWhile(note => note is not "cancel"));
    });

    // Expect the timer of an hour to go off before as well as after a message that is there at once.
    [Theory]
    [InlineData("random")]
    [InlineData("priority")]
    [InlineData("exhaustive")]
    public async Task A_timer_may_go_off_at_any_moment(string order)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        await EveryOrder.Run(order, async world =>
        {
            var actor = world.Spawn(Doing.Props((me, message) =>
            {
                me.Note(message);
                if (message is 0)
                {
                    me.Timers.StartSingleTimer("key", "tick", Hour);
                }
            }));
            foreach (int number in new[] { 0, 1, 2 })
            {
                world.Inject(actor, number);
            }

            await world.Quiescence();
            seen.Add(string.Join(' ', world.StateOf<Doing>(actor).Notes));
        });

        Assert.Equal(["0 1 2 tick", "0 1 tick 2", "0 tick 1 2"], seen);
    }

    // Expect a periodic timer to fire until it is cancelled, with somebody else talking all the while.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_periodic_timer_fires_until_it_is_cancelled(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                me.Timers.StartPeriodicTimer("key", "tick", Hour);
            }
            else if (message is "tick")
            {
                me.Note(message);
                if (me.Notes.Count == 3)
                {
                    me.Timers.Cancel("key");
                }
            }
        }));
        world.Inject(actor, "go");
        for (int at = 0; at < 3; at++)
        {
            world.Inject(actor, "something else");
        }

        await world.Quiescence();

        Assert.Equal(["tick", "tick", "tick"], world.StateOf<Doing>(actor).Notes);
    });

    // Expect one that nobody cancels to fail the run by its limit, and not to hang it.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_periodic_timer_that_goes_on_for_ever_fails(string order)
    {
        if (order is "replay" or "heap")
        {
            // Neither has a limit of its own: the one replays what came to its end.
            using var world = new OrderedWorld(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(1)) });
            Ticking(world);
            Assert.Equal(RunEnd.DeliveryLimit, world.Run(new RunLimits { MaxDeliveries = 100 }));
            return;
        }

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => EveryOrder.Run(order, world =>
        {
            Ticking(world);
            return world.Quiescence();
        }));

        Assert.Contains("the world has not come to rest", broken.Message, StringComparison.Ordinal);
    }

    // Expect a receive time-out behind the last message, one at most for each time that it was set, and none once it is off.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_receive_time_out_comes_when_messages_stop(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message is ReceiveTimeout ? "time-out" : message);
            me.Cell.SetReceiveTimeout(message is ReceiveTimeout ? null : Hour);
        }));
        for (int at = 0; at < 3; at++)
        {
            world.Inject(actor, "keep on");
        }

        await world.Quiescence();

        var notes = world.StateOf<Doing>(actor).Notes;
        Assert.Equal("time-out", notes[^1]);
        Assert.InRange(notes.Count(note => note is "time-out"), 1, order is "heap" or "time" ? 1 : 3);
        Assert.Null(world.StateOf<Doing>(actor).Cell.ReceiveTimeout);
    });

    private static void Ticking(OrderedWorld world) => world.Inject(
        world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                me.Timers.StartPeriodicTimer("key", "tick", Hour);
            }
        })),
        "go");
}
