using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>What an exception in an actor does to the run.</summary>
public sealed class FailureTests
{
    // Expect a handler that throws to end the run with the actor, the message, the time and the exception.
    [Fact]
    public void A_handler_that_throws_ends_the_run()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((_, _) => throw new ArithmeticException("as told")), "careless");
        world.Inject(actor, "go", atNs: 12);

        var failed = Assert.Throws<ActorFailedException>(() => world.Run());

        Assert.Equal(("/user/world/careless", 12L, 1L), (failed.Failure.Actor, failed.Failure.AtNs, failed.Failure.Delivery));
        Assert.Equal("go", failed.Failure.Message);
        Assert.IsType<ArithmeticException>(failed.InnerException);
        Assert.Contains("careless failed on String at 12 ns", failed.Message, StringComparison.Ordinal);
    }

    // Expect the run to go on where failures are left to supervision, and each to be noted once though it is escalated.
    [Fact]
    public void Failures_left_to_supervision_are_noted_once()
    {
        using var world = new OrderedWorld(new OrderedWorldOptions { ActorFailures = ActorFailureRule.LeaveToSupervision });
        IActorRef child = ActorRefs.Nobody;
        var parent = world.Spawn(Doing.Props(
            (_, message) => child.Tell(message),
            start: me => child = me.Cell.ActorOf(Doing.Props((_, message) => throw new ArithmeticException((string)message)), "child"),
            supervision: new OneForOneStrategy(_ => Directive.Escalate)));
        world.Inject(parent, "first");
        world.Inject(parent, "second", atNs: 1);

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(["first", "second"], world.Failures.Select(failure => failure.Cause.Message).ToList());
        Assert.All(world.Failures, failure => Assert.EndsWith("/child", failure.Actor, StringComparison.Ordinal));
    }

    // Expect a failure that was planned to be noted and left to supervision, one that was not to end the run as ever.
    [Fact]
    public void Planned_failures_do_not_end_the_run()
    {
        using var world = new OrderedWorld(new OrderedWorldOptions { LeavesToSupervision = cause => cause is ArithmeticException });
        var actor = world.Spawn(Doing.Props((_, message) => throw (message is "planned" ? new ArithmeticException("as told") : new InvalidOperationException("as told"))));
        world.Inject(actor, "planned");
        Assert.Equal(RunEnd.Quiescent, world.Run());
        world.Inject(actor, "planned", atNs: 1);
        world.Inject(actor, "not planned", atNs: 1);

        var failed = Assert.Throws<ActorFailedException>(() => world.Run());

        Assert.Equal("not planned", failed.Failure.Message);
        Assert.Equal(["planned", "planned", "not planned"], world.Failures.Select(failure => failure.Message));
    }

    // Expect an actor that fails to start to be known where it is spawned.
    [Fact]
    public void A_failed_start_is_known_at_once()
    {
        using var world = new OrderedWorld();

        var failed = Assert.Throws<ActorFailedException>(() =>
            world.Spawn(Doing.Props((_, _) => { }, start: _ => throw new ArithmeticException("as told")), "stillborn"));

        Assert.Equal("/user/world/stillborn", failed.Failure.Actor);
        Assert.IsType<ArithmeticException>(failed.Failure.Cause.GetBaseException());
    }

    // Expect an exception while an actor stops, which Akka only logs, to end the run all the same.
    [Fact]
    public void A_failed_stop_ends_the_run()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((_, _) => { }, stop: _ => throw new ArithmeticException("as told")), "stubborn");
        world.Inject(actor, PoisonPill.Instance);

        var failed = Assert.Throws<ActorFailedException>(() => world.Run());

        Assert.Equal("/user/world/stubborn", failed.Failure.Actor);
    }

    // Expect the run after a failure to go on where the one before ended.
    [Fact]
    public void A_world_outlives_a_failure()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "fail")
            {
                throw new ArithmeticException("as told");
            }

            me.Note(message);
        }));
        world.Inject(actor, "fail");
        world.Inject(actor, "next");

        Assert.Throws<ActorFailedException>(() => world.Run());
        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(["next"], world.StateOf<Doing>(actor).Notes);
    }
}
