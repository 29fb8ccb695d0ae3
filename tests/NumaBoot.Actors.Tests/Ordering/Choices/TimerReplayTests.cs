using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>What is recorded of an order holds, where not every choice is a delivery: timers, and what nobody gets.</summary>
public sealed class TimerReplayTests
{
    public static TheoryData<string> Explorers => ["random", "priority", "exhaustive"];

    //   client --ask--> server          In plain order of time the answer comes an hour before the time-out.
    //          <-answer-
    //          <- time-out: a timer goes off (a choice), and what it tells is delivered (another)
    //
    // Expect the printed order to fail again in the same way, though it has fewer deliveries than choices.
    [Theory]
    [MemberData(nameof(Explorers))]
    public Task A_failure_in_a_tick_is_replayed(string how) => FailsAgain(how, world => TimeOut(world, throws: true));

    // Expect the same where not the actor but the test sees it, at the end.
    [Theory]
    [MemberData(nameof(Explorers))]
    public Task A_failure_after_a_tick_is_replayed(string how) => FailsAgain(how, world => TimeOut(world, throws: false));

    //   owner: an action in an hour, another in two     Both are choices, and neither is a delivery.
    //
    // Expect choices behind the last delivery to be recorded, too.
    [Theory]
    [MemberData(nameof(Explorers))]
    public Task Choices_behind_the_last_delivery_are_replayed(string how) => FailsAgain(how, async world =>
    {
        var done = new List<string>();
        var owner = world.Spawn(Doing.Props((me, _) =>
        {
            me.Cell.System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromHours(1), () => done.Add("first"));
            me.Cell.System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromHours(2), () => done.Add("second"));
        }), "owner");
        world.Inject(owner, "go");

        await world.Quiescence();

        Require(done[0] == "first", "the second came first");
    });

    //   teller --lost--> receiver     is dropped by a filter: chosen, and no delivery
    //
    // Expect what a filter drops to be counted as the choice that it is.
    [Theory]
    [MemberData(nameof(Explorers))]
    public async Task What_is_dropped_is_replayed(string how)
    {
        var options = new OrderedWorldOptions { Filter = new Losing("lost") };

        await FailsAgain(how, LostAndFound, options);
    }

    //   early --last words--> dead     its receiver has stopped: chosen, and no delivery
    //
    // Expect what nobody gets any more to be counted as the choice that it is.
    [Theory]
    [MemberData(nameof(Explorers))]
    public Task What_comes_too_late_is_replayed(string how) => FailsAgain(how, async world =>
    {
        var dead = world.Spawn(Doing.Noting(), "dead");
        world.Inject(dead, PoisonPill.Instance);
        world.Inject(dead, "last words");
        world.Inject(dead, "more last words");
        await Race(world);
    });

    // Expect the length of a failure to be its lines: from where it leaves plain order of time, timers included.
    [Fact]
    public async Task The_length_counts_what_is_told()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(1_000).Explore(world => TimeOut(world, throws: true)));

        Assert.Equal("client > client timer #1; client > client ticks #1", string.Join("; ", broken.Shrunk.Chosen.TakeLast((int)broken.Shrunk.Length)));
        Assert.Equal(broken.Shrunk.Chosen.Length, broken.Shrunk.Deviations[0].At + broken.Shrunk.Length - 1);
    }

    private static async Task FailsAgain(string how, Func<OrderedWorld, Task> test, OrderedWorldOptions? options = null)
    {
        options ??= new OrderedWorldOptions();
        var explorer = how switch
        {
            "random" => Orders.Random(seeds: 1_000),
            "priority" => Orders.Priority(seeds: 1_000, length: 10),
            _ => Orders.Exhaustive(),
        };
        await (Orders.Time() with { World = options }).Explore(test);
        foreach (bool shrinks in new[] { true, false })
        {
            var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => (explorer with { World = options, Shrinks = shrinks }).Explore(test));
            var again = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Replay(broken.Recorded) with { World = options }).Explore(test));

            Assert.Equal(string.Join("; ", broken.Shrunk.Chosen), string.Join("; ", again.Shrunk.Chosen));
            Assert.Equal(broken.Shrunk.Failure.Detail, again.Shrunk.Failure.Detail);
        }
    }

    private static async Task TimeOut(OrderedWorld world, bool throws)
    {
        bool isAnswered = false;
        bool isLate = false;
        var server = world.Spawn(Doing.Props((me, _) => me.Sender.Tell(1)), "server");
        var client = world.Spawn(Doing.Props(
            (me, message) =>
            {
                if (message is "go")
                {
                    me.Timers.StartSingleTimer("time-out", "too late", TimeSpan.FromHours(1));
                    server.Tell("ask", me.Self);
                    return;
                }

                isLate |= !isAnswered;
                Require(!throws || !isLate, "timed out");
            },
            onReply: (_, _) => isAnswered = true), "client");
        world.Inject(client, "go");
        await world.Quiescence();
        Require(!isLate, "timed out");
    }

    private static async Task LostAndFound(OrderedWorld world)
    {
        var receiver = world.Spawn(Doing.Noting(), "receiver");
        var teller = world.Spawn(Doing.Props((_, _) =>
        {
            receiver.Tell("lost");
            receiver.Tell("lost");
        }), "teller");
        world.Inject(teller, "go");
        await Race(world);
    }

    /// <summary>Fails where the one who is told later, by a way with more stations, tells first; ends with that.</summary>
    private static async Task Race(OrderedWorld world)
    {
        var last = world.Spawn(Doing.Noting(), "last");
        world.Inject(world.Spawn(Doing.Props((_, _) => last.Tell("ann")), "ann"), "go", atNs: 10);
        world.Inject(world.Spawn(Doing.Props((_, _) => last.Tell("bob")), "bob"), "go", atNs: 20);
        await world.Quiescence();
        Require("ann" == (string)world.StateOf<Doing>(last).Notes[0], "bob came first");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArithmeticException(otherwise);
        }
    }

    private sealed class Losing(string lost) : IDeliveryFilter
    {
        public object? Pass(in Delivery delivery) => delivery.Message.Equals(lost) ? null : delivery.Message;
    }
}
