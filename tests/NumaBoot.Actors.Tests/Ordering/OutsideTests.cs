using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>What comes from where the order does not rule ends the run, and says for whom it was and what it was.</summary>
public sealed class OutsideTests
{
    // Expect a message from another thread to end the run by the names of its receiver and its type.
    [Fact]
    public void A_message_from_another_thread_ends_the_run()
    {
        using var world = new OrderedWorld();
        var victim = world.Spawn(Doing.Noting(), "victim");
        var actor = world.Spawn(Doing.Props((_, _) => OnAnotherThread(() => victim.Tell(new Uri("urn:x")))));

        world.Inject(actor, "go");

        var outside = Assert.Throws<OutsideWorldException>(() => world.Run());
        Assert.Equal(("/user/world/victim", "Uri"), (outside.Receiver, outside.MessageType));
        Assert.Contains("/user/world/victim", outside.Message, StringComparison.Ordinal);
        Assert.Empty(world.StateOf<Doing>(victim).Notes);
    }

    // Expect a Tell between two runs to be found by the next one: it is not in the order, as Inject is.
    [Fact]
    public void A_tell_between_runs_ends_the_next_run()
    {
        using var world = new OrderedWorld();
        var victim = world.Spawn(Doing.Noting(), "victim");

        victim.Tell("past the order");

        Assert.Equal("String", Assert.Throws<OutsideWorldException>(() => world.Run()).MessageType);
        world.Inject(victim, "in order");
        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(["in order"], world.StateOf<Doing>(victim).Notes);
    }

    // Expect a stop from another thread to be refused as well: it is a message of the system.
    [Fact]
    public void A_stop_from_outside_ends_the_next_run()
    {
        using var world = new OrderedWorld();
        var victim = world.Spawn(Doing.Noting(), "victim");

        ((IInternalActorRef)victim).Stop();

        Assert.Equal("Terminate", Assert.Throws<OutsideWorldException>(() => world.Run()).MessageType);
        Assert.NotNull(world.StateOf<Doing>(victim));
    }

    // Expect an Ask of an actor that is gone to be refused as well: when the asker hears of it is up to a clock.
    [Fact]
    public void An_ask_of_one_who_has_stopped_ends_the_run()
    {
        using var world = new OrderedWorld();
        var gone = world.Spawn(Doing.Props((me, _) => me.Cell.Stop(me.Self)), "gone");
        world.Inject(gone, "stop");
        world.Run();
        var asker = world.Spawn(Doing.Props((me, message) => _ = gone.Ask<string>("question").PipeTo(me.Self)));

        world.Inject(asker, "go");

        var outside = Assert.Throws<OutsideWorldException>(() => world.Run());
        Assert.Equal("/user/world/gone", outside.Receiver);
        Assert.Contains("Ask", outside.Message, StringComparison.Ordinal);
    }

    // Expect an Ask to be refused when it is sent: its answer would come on another thread.
    [Fact]
    public void An_ask_ends_the_run()
    {
        using var world = new OrderedWorld();
        var answerer = world.Spawn(Doing.Props((me, message) => me.Sender.Tell(message)), "answerer");
        var asker = world.Spawn(Doing.Props((me, message) => _ = answerer.Ask<string>("question").PipeTo(me.Self)));

        world.Inject(asker, "go");

        var outside = Assert.Throws<OutsideWorldException>(() => world.Run());
        Assert.Equal(("/user/world/answerer", "String"), (outside.Receiver, outside.MessageType));
        Assert.Contains("Ask", outside.Message, StringComparison.Ordinal);
    }

    // Expect a handler that awaits to end the run by its name, at once and not when the task is done.
    [Fact]
    public void A_handler_that_awaits_ends_the_run()
    {
        var never = new TaskCompletionSource();
        using var world = new OrderedWorld();
        var actor = world.Spawn(Props.CreateBy(new AwaitingProducer(never.Task)), "awaiting");

        world.Inject(actor, "go");

        var outside = Assert.Throws<OutsideWorldException>(() => world.Run());
        Assert.Equal(("/user/world/awaiting", "String"), (outside.Receiver, outside.MessageType));
    }

    // Expect an async handler that never waits to be as good as any other.
    [Fact]
    public void A_handler_that_only_looks_async_is_welcome()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Props.CreateBy(new AwaitingProducer(Task.CompletedTask)));
        world.Inject(actor, "one");
        world.Inject(actor, "two");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(2, world.StateOf<Awaiting>(actor).Done);
    }

    // Expect nobody to create actors past the world, where their order of creation would be a matter of luck.
    [Fact]
    public void An_actor_cannot_be_created_past_the_world()
    {
        using var world = new OrderedWorld();
        var cell = (IActorRefFactory)((LocalActorRef)world.Spawn(Doing.Noting(), "parent")).Cell;

        var refused = Assert.ThrowsAny<Exception>(() => cell.ActorOf(Doing.Noting(), "smuggled"));

        Assert.Contains("/user/world/parent/smuggled", refused.GetBaseException().Message, StringComparison.Ordinal);
    }

    // Expect the world's own methods to be refused inside an actor, which has its context for that.
    [Fact]
    public void An_actor_does_not_drive_its_world()
    {
        using var world = new OrderedWorld();
        var refused = 0;
        var actor = world.Spawn(Doing.Props((me, _) =>
        {
            foreach (Action action in new Action[] { () => world.Run(), () => world.Inject(me.Self, 1), () => world.Spawn(Doing.Noting()) })
            {
                Assert.Throws<InvalidOperationException>(action);
                refused++;
            }
        }));

        world.Inject(actor, "go");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(3, refused);
    }

    // Expect an actor to drive no other world either: a thread drives one at a time.
    [Fact]
    public void An_actor_drives_no_other_world()
    {
        using var world = new OrderedWorld();
        using var other = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((me, _) => me.Note(Assert.Throws<InvalidOperationException>(() => other.Run()))));

        world.Inject(actor, "go");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Single(world.StateOf<Doing>(actor).Notes);
    }

    // Expect a second thread not to drive a world that one thread drives.
    [Fact]
    public void Two_threads_do_not_drive_one_world()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((me, _) =>
            OnAnotherThread(() => me.Note((object?)Record.Exception(() => world.Run()) ?? "it did"))));

        world.Inject(actor, "go");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.IsType<InvalidOperationException>(Assert.Single(world.StateOf<Doing>(actor).Notes));
    }

    // Expect time to be asked for by actors only.
    [Fact]
    public void Outside_an_actor_there_is_no_time_to_spend()
    {
        using var world = new OrderedWorld();

        Assert.Throws<InvalidOperationException>(() => OrderedEngine.Current.Spend(1));
        Assert.Throws<InvalidOperationException>(() => world.Engine.Spend(1));
        Assert.Throws<InvalidOperationException>(() => world.Engine.After(1, "message"));
        Assert.Throws<InvalidOperationException>(() =>
            world.System.Scheduler.ScheduleTellOnce(TimeSpan.Zero, ActorRefs.Nobody, "message", ActorRefs.NoSender));
    }

    // Expect a latency that is impossible to end the run: Akka would swallow the error and lose the message.
    [Fact]
    public void A_negative_latency_ends_the_run()
    {
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(-1)) });
        var receiver = world.Spawn(Doing.Noting(), "receiver");
        var sender = world.Spawn(Doing.Props((_, _) => receiver.Tell("back in time")), "sender");

        world.Inject(sender, "go");

        var error = Assert.Throws<InvalidOperationException>(() => world.Run());
        Assert.Contains("/user/world/receiver", error.Message, StringComparison.Ordinal);
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    private sealed class Awaiting : ReceiveActor
    {
        public Awaiting(Task task) => ReceiveAsync<string>(async _ =>
        {
            await task;
            Done++;
        });

        public int Done { get; private set; }
    }

    private sealed class AwaitingProducer(Task task) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Awaiting);

        public ActorBase Produce() => new Awaiting(task);

        public void Release(ActorBase actor)
        {
            // Nothing to let go.
        }
    }
}
