using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>What a test asks of its world wrongly is no race, and is thrown as it is.</summary>
public sealed class MisuseTests
{
    public static TheoryData<string> Explorers => ["random", "whole", "threads", "exhaustive", "time"];

    // Expect a name that is taken to be Akka's own exception.
    [Theory]
    [MemberData(nameof(Explorers))]
    public async Task A_name_that_is_taken_is_told_as_it_is(string how)
    {
        var refused = await Assert.ThrowsAsync<InvalidActorNameException>(() => Explorer(how).Explore(async world =>
        {
            await Something(world);
            world.Spawn(Doing.Noting(), "noting");
        }));

        Assert.Contains("noting", refused.Message, StringComparison.Ordinal);
    }

    // Expect the state of another type to be refused with both types.
    [Theory]
    [MemberData(nameof(Explorers))]
    public async Task A_state_of_another_type_is_told_as_it_is(string how)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Explorer(how).Explore(async world =>
            world.StateOf<ReceiveActor>(await Something(world))));

        Assert.Equal("/user/world/noting is a Doing, no ReceiveActor.", refused.Message);
    }

    // Expect an actor of nowhere to be refused as one that is not of this world.
    [Fact]
    public async Task A_state_of_nobody_is_told_as_it_is()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Orders.Random(10).Explore(async world =>
        {
            await Something(world);
            world.StateOf<Doing>(ActorRefs.Nobody);
        }));

        Assert.Contains("is not a living Doing of this world", refused.Message, StringComparison.Ordinal);
    }

    // Expect a time before the beginning to be refused by name, and so a message that is none.
    [Theory]
    [MemberData(nameof(Explorers))]
    public async Task A_time_or_a_message_that_is_none_is_told_as_it_is(string how)
    {
        var early = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Explorer(how).Explore(async world =>
            world.Inject(await Something(world), "go", atNs: -1)));
        var empty = await Assert.ThrowsAsync<ArgumentNullException>(() => Explorer(how).Explore(async world =>
            world.Inject(await Something(world), null!)));

        Assert.Equal(("atNs", "message"), (early.ParamName, empty.ParamName));
    }

    //   leaver stops when it is told to; the test takes its name again when it has waited long enough in plain order of time
    //
    // Expect what only some order makes of a call to be a failure of that order: here the name is taken in it.
    [Fact]
    public async Task What_only_some_order_makes_wrong_is_a_race()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(100).Explore(world =>
        {
            var leaver = world.Spawn(Doing.Props((me, _) => me.Cell.Stop(me.Self)), "leaver");
            world.Inject(leaver, "go");
            world.Inject(world.Spawn(Doing.Noting(), "noting"), "go", atNs: 10);
            world.Run(new RunLimits { MaxDeliveries = 1 });
            world.Spawn(Doing.Noting(), "leaver");
            return world.Quiescence();
        }));

        Assert.IsType<InvalidActorNameException>(broken.InnerException);
        Assert.Equal(1, broken.Shrunk.Length);
    }

    // Expect a test that looks for the refusal itself to be sound.
    [Fact]
    public async Task A_refusal_that_is_expected_is_no_failure()
    {
        var result = await Orders.Random(10).Explore(async world =>
        {
            var noting = await Something(world);
            Assert.Throws<InvalidOperationException>(() => world.StateOf<ReceiveActor>(noting));
        });

        Assert.Equal(10, result.Schedules);
    }

    private static Exploration Explorer(string how) => how switch
    {
        "random" => Orders.Random(10),
        "whole" => Orders.Random(10) with { Shrinks = false },
        "threads" => Orders.Random(10) with { Threads = 2 },
        "exhaustive" => Orders.Exhaustive(),
        _ => Orders.Time(),
    };

    private static async Task<IActorRef> Something(OrderedWorld world)
    {
        var noting = world.Spawn(Doing.Noting(), "noting");
        world.Inject(noting, "go");
        world.Inject(world.Spawn(Doing.Props((_, _) => noting.Tell("well")), "talker"), "go");
        await world.Quiescence();
        return noting;
    }
}
