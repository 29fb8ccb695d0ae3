using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>How somebody else's actors are put under many orders.</summary>
public sealed class OrdersTests
{
    //   80 + 80 from an account of 100, each customer asking for the balance before taking the money
    //   alice   asks --- is told 100 --- takes 80
    //   bob          asks --- is told 100 --- takes 80      <- 60 are missing
    //
    // Expect the race to be found, shrunk to the few deliveries that make it, and told with what replays it.
    [Theory]
    [InlineData("random")]
    [InlineData("priority")]
    [InlineData("exhaustive")]
    public async Task A_race_is_found_shrunk_and_told(string how)
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => Explorer(how).Explore(Withdraw));

        Assert.Contains("shrunk to", broken.Message, StringComparison.Ordinal);
        Assert.Contains("replay: Orders.Replay(\"", broken.Message, StringComparison.Ordinal);
        Assert.InRange(broken.Shrunk.Length, 1, 6);
        Assert.IsType<OverdrawnException>(broken.InnerException);

        var again = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Replay(broken.Recorded).Explore(Withdraw));
        Assert.Equal(string.Join("; ", broken.Shrunk.Chosen), string.Join("; ", again.Shrunk.Chosen));
    }

    // Expect plain order of time, in which alice is done before bob begins, to be sound.
    [Fact]
    public async Task Plain_order_of_time_is_one_order_of_many()
    {
        var result = await Orders.Time().Explore(Withdraw);

        Assert.Equal((1, 1), (result.Schedules, result.DistinctOrders));
    }

    // Expect the same lowest seed, the same counts and the same story on one thread and on four.
    [Fact]
    public async Task The_lowest_seed_is_told_however_many_threads_search()
    {
        var one = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(1_000).Explore(Withdraw));
        var four = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Random(1_000) with { Threads = 4 }).Explore(Withdraw));

        Assert.Equal(one.Message, four.Message);
    }

    // Expect an account that decides itself to be sound under every order, and the search to say that there are no others.
    [Fact]
    public async Task A_sound_account_survives_every_order()
    {
        var result = await Orders.Exhaustive().Explore(async world =>
        {
            var account = world.Spawn(Doing.Props((me, message) =>
            {
                if (message is int amount && me.Notes.Cast<int>().Sum() + amount <= 100)
                {
                    me.Note(amount);
                }
            }), "account");
            foreach (string name in new[] { "alice", "bob", "carol" })
            {
                world.Inject(world.Spawn(Doing.Props((_, _) => account.Tell(80, ActorRefs.NoSender)), name), "go");
            }

            await world.Quiescence();
            Assert.Equal(80, world.StateOf<Doing>(account).Notes.Cast<int>().Sum());
        });

        Assert.True(result.IsExhausted);
        Assert.Equal(6, result.Schedules);
    }

    // Expect two that answer each other for ever to be named, not to hang the test.
    [Fact]
    public async Task What_goes_on_for_ever_fails()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Random(1) with { MostDeliveries = 50 }).Explore(world =>
        {
            var echo = world.Spawn(Doing.Props((me, message) => me.Self.Tell(message)), "echo");
            world.Inject(echo, "again");
            return world.Quiescence();
        }));

        Assert.Contains("after 50 deliveries the world has not come to rest", broken.Message, StringComparison.Ordinal);
    }

    //   opener --open,use--> box
    // Expect no order that Akka allows to use the box before it is open, and one that Akka forbids to do so.
    [Fact]
    public async Task Giving_up_the_promise_of_akka_shows_what_relies_on_it()
    {
        static Task OpenThenUse(OrderedWorld world)
        {
            bool isOpen = false;
            var box = world.Spawn(Doing.Props((_, message) => isOpen = message is "open" || (isOpen ? isOpen : throw new InvalidOperationException("used while shut"))), "box");
            world.Inject(world.Spawn(Doing.Props((_, _) =>
            {
                box.Tell("open");
                box.Tell("use");
            }), "opener"), "go");
            return world.Quiescence();
        }

        Assert.True((await Orders.Exhaustive().Explore(OpenThenUse)).IsExhausted);
        await Orders.Random(200).Explore(OpenThenUse);

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Random(200) with { BreaksFifo = true }).Explore(OpenThenUse));
        Assert.Contains("used while shut", broken.Message, StringComparison.Ordinal);
        var again = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Replay(broken.Recorded) with { BreaksFifo = true }).Explore(OpenThenUse));
        Assert.Contains("used while shut", again.Message, StringComparison.Ordinal);
    }

    // Expect a test that waits for something else than its world to be refused: no order rules over that.
    [Fact]
    public async Task A_test_that_awaits_something_else_is_refused()
    {
        var never = new TaskCompletionSource();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Orders.Random(1).Explore(_ => never.Task));

        Assert.Contains("awaits something that is not its world", refused.Message, StringComparison.Ordinal);
    }

    // Expect a text that is no recorded order to be refused with what was expected and what was found.
    [Theory]
    [InlineData("seven: alice > account messages #2")]
    [InlineData("7: alice > account letters #2")]
    [InlineData("7 alice > account messages #2")]
    public void What_is_no_recorded_order_is_refused(string text)
    {
        var refused = Assert.Throws<FormatException>(() => Orders.Replay(text));

        Assert.Contains($"found \"{text}\"", refused.Message, StringComparison.Ordinal);
    }

    // Expect a recorded order that does not fit the test to be refused by name of the delivery that is not there.
    [Fact]
    public async Task A_recorded_order_of_another_test_is_refused()
    {
        var diverged = await Assert.ThrowsAsync<ReplayDivergedException>(
            () => Orders.Replay("2: carol > account messages #1").Explore(Withdraw));

        Assert.Contains("choice 2 of the recorded order is \"carol > account messages #1\"", diverged.Message, StringComparison.Ordinal);
    }

    private static Exploration Explorer(string how) => how switch
    {
        "random" => Orders.Random(seeds: 1_000),
        "priority" => Orders.Priority(seeds: 1_000, length: 10),
        _ => Orders.Exhaustive(),
    };

    private static async Task Withdraw(OrderedWorld world)
    {
        int balance = 100;
        var account = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is int amount)
            {
                balance -= amount;
            }
            else
            {
                me.Sender.Tell(balance);
            }
        }), "account");
        foreach (string name in new[] { "alice", "bob" })
        {
            var customer = world.Spawn(Doing.Props(
                (me, _) => account.Tell("balance?", me.Self),
                onReply: (me, answer) =>
                {
                    if ((int)answer >= 80)
                    {
                        account.Tell(80, me.Self);
                    }
                }), name);
            world.Inject(customer, "go", atNs: name == "alice" ? 0 : 100);
        }

        await world.Quiescence();
        if (balance < 0)
        {
            throw new OverdrawnException($"{-balance} are missing");
        }
    }

    private sealed class OverdrawnException(string message) : Exception(message);
}
