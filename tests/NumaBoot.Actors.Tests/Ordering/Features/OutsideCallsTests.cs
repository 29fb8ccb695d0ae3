using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Features;

/// <summary>What leaves the order works where it does not really leave it; else it is refused by actor and call, under every order.</summary>
public sealed class OutsideCallsTests
{
    public static TheoryData<string> Names => EveryOrder.Names;

    // Expect the result of a task that is done to be piped as any message.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_task_that_is_done_can_be_piped(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                _ = Task.FromResult("result").PipeTo(me.Self);
                _ = Task.FromException<string>(new InvalidOperationException()).PipeTo(me.Self, failure: cause => cause.GetType().Name);
            }
            else
            {
                me.Note(message);
            }
        }));
        world.Inject(actor, "go");

        await world.Quiescence();

        Assert.Equal(["result", "InvalidOperationException"], world.StateOf<Doing>(actor).Notes);
    });

    // Expect an async handler that never waits to be as good as any other.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_handler_that_only_looks_async_is_welcome(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Awaiting.Props(Task.CompletedTask));
        world.Inject(actor, "one");
        world.Inject(actor, "two");

        await world.Quiescence();

        Assert.Equal(["one", "two"], world.StateOf<Awaiting>(actor).Done);
    });

    // Expect an Ask to be refused by who was asked, and as one.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_ask_is_refused(string order)
    {
        var refused = await EveryOrder.Refuse(order, world =>
        {
            var answerer = world.Spawn(Doing.Props((me, message) => me.Sender.Tell(message)), "answerer");
            var asker = world.Spawn(Doing.Props((me, _) => _ = answerer.Ask<string>("question").PipeTo(me.Self)), "asker");
            world.Inject(asker, "go");
            return world.Quiescence();
        });

        Assert.Equal(("/user/world/answerer", "String"), (refused.Receiver, refused.MessageType));
        Assert.Contains("was sent with Ask", refused.Message, StringComparison.Ordinal);
    }

    // Expect an Ask of the test itself, which would wait for ever, to be refused as well.
    [Fact]
    public async Task An_ask_from_the_test_is_refused()
    {
        var refused = await Assert.ThrowsAsync<OutsideWorldException>(() => Orders.Random(10).Explore(async world =>
        {
            var answerer = world.Spawn(Doing.Props((me, message) => me.Sender.Tell(message)), "answerer");
            Assert.Equal(1, await answerer.Ask<int>(1));
        }));

        Assert.Equal(("/user/world/answerer", "Int32"), (refused.Receiver, refused.MessageType));
        Assert.Contains("was sent with Ask", refused.Message, StringComparison.Ordinal);
    }

    // Expect a task that comes to its end on another thread, while the run lasts, to be refused as what was piped.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_task_that_ends_elsewhere_is_refused(string order)
    {
        var refused = await EveryOrder.Refuse(order, world =>
        {
            var actor = world.Spawn(Doing.Props((me, _) =>
            {
                var source = new TaskCompletionSource<string>();
                var piped = source.Task.PipeTo(me.Self);
                OnAnotherThread(() => source.SetResult("result"));
                ((IAsyncResult)piped).AsyncWaitHandle.WaitOne();
            }), "piping");
            world.Inject(actor, "go");
            return world.Quiescence();
        });

        Assert.Equal(("/user/world/piping", "String"), (refused.Receiver, refused.MessageType));
        Assert.Contains("was sent with PipeTo", refused.Message, StringComparison.Ordinal);
    }

    // Expect a task that ends between two schedules to be refused by the next one, though its actor is gone.
    [Fact]
    public void A_task_that_ends_after_the_run_is_refused_by_the_next()
    {
        var source = new TaskCompletionSource<string>();
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((me, _) => _ = source.Task.PipeTo(me.Self)), "piping");
        world.Inject(actor, "go");
        world.Run();
        world.StartAnew();

        OnAnotherThread(() => source.SetResult("result"));

        var refused = Assert.Throws<OutsideWorldException>(world.StartAnew);
        Assert.Equal(("/user/world/piping", "String"), (refused.Receiver, refused.MessageType));
        Assert.Contains("was sent with PipeTo", refused.Message, StringComparison.Ordinal);
    }

    // Expect a task that is not done before all is over to be found all the same, with who began it and on what.
    [Theory]
    [InlineData("time")]
    [InlineData("random")]
    [InlineData("priority")]
    [InlineData("exhaustive")]
    [InlineData("replay")]
    public async Task A_task_that_is_never_done_is_refused(string order)
    {
        var sources = new List<TaskCompletionSource<string>>();
        var refused = await EveryOrder.Refuse(order, world =>
        {
            var actor = world.Spawn(Doing.Props((me, _) =>
            {
                sources.Add(new TaskCompletionSource<string>());
                _ = sources[^1].Task.PipeTo(me.Self);
            }), "piping");
            world.Inject(actor, "go");
            world.Inject(world.Spawn(Doing.Noting(), "bystander"), "go");
            return world.Quiescence();
        });

        Assert.Equal(("/user/world/piping", "String"), (refused.Receiver, refused.MessageType));
        Assert.Contains("PipeTo, await, Task.Run", refused.Message, StringComparison.Ordinal);
        GC.KeepAlive(sources);
    }

    // Expect a handler that awaits to be refused by its name, at once and not when the task is done.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_handler_that_awaits_is_refused(string order)
    {
        var never = new TaskCompletionSource();
        var refused = await EveryOrder.Refuse(order, world =>
        {
            world.Inject(world.Spawn(Awaiting.Props(never.Task), "awaiting"), "go");
            return world.Quiescence();
        });

        Assert.Equal(("/user/world/awaiting", "String"), (refused.Receiver, refused.MessageType));
        Assert.Contains("ReceiveAsync", refused.Message, StringComparison.Ordinal);
    }

    // Expect a message from another thread to be refused by its receiver, and not to be delivered.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_message_from_another_thread_is_refused(string order)
    {
        int got = 0;
        var refused = await EveryOrder.Refuse(order, world =>
        {
            var victim = world.Spawn(Doing.Props((_, _) => got++), "victim");
            world.Inject(world.Spawn(Doing.Props((_, _) => OnAnotherThread(() => victim.Tell(new Uri("urn:x"))))), "go");
            return world.Quiescence();
        });

        Assert.Equal(("/user/world/victim", "Uri", 0), (refused.Receiver, refused.MessageType, got));
        Assert.Contains("came from a thread that does not drive the world", refused.Message, StringComparison.Ordinal);
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    private sealed class Awaiting : ReceiveActor
    {
        private Awaiting(Task task) => ReceiveAsync<string>(async message =>
        {
            await task;
            Done.Add(message);
        });

        public List<string> Done { get; } = [];

        public static Props Props(Task task) => Akka.Actor.Props.CreateBy(new Producer(task));

        private sealed class Producer(Task task) : IIndirectActorProducer
        {
            public Type ActorType => typeof(Awaiting);

            public ActorBase Produce() => new Awaiting(task);

            public void Release(ActorBase actor)
            {
                // Nothing to let go.
            }
        }
    }
}
