using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>How runs end and go on, and how worlds do.</summary>
public sealed class RunTests
{
    // Expect a run to stop after the deliveries it was allowed, and the next one to go on from there.
    [Fact]
    public void A_run_stops_at_its_limit_of_deliveries()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Countdown());
        world.Inject(actor, 4);

        Assert.Equal(RunEnd.DeliveryLimit, world.Run(new RunLimits { MaxDeliveries = 3 }));
        Assert.Equal(3, world.Deliveries);
        Assert.Equal(RunEnd.Quiescent, world.Run(new RunLimits { MaxDeliveries = 2 }));
        Assert.Equal(5, world.Deliveries);
    }

    //       0    10    20    30
    // run 1 |-----|-----)            what starts at 20 belongs to the next run
    // run 2             |-----|---->
    // Expect windows of time to follow one another: each delivers what starts before its end and leaves the clock there.
    [Fact]
    public void Windows_of_time_follow_one_another()
    {
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(10)) });
        var actor = world.Spawn(Countdown());
        world.Inject(actor, 3);

        Assert.Equal(RunEnd.TimeLimit, world.Run(new RunLimits { BeforeNs = 20 }));
        Assert.Equal((2, 20, 20), (world.Deliveries, world.NowNs, world.Engine.NextNs));
        Assert.Equal(RunEnd.TimeLimit, world.Run(new RunLimits { BeforeNs = 20 }));
        Assert.Equal(RunEnd.Quiescent, world.Run(new RunLimits { BeforeNs = 31 }));
        Assert.Equal((4, 30, long.MaxValue), (world.Deliveries, world.NowNs, world.Engine.NextNs));
    }

    // Expect a run to stop after the delivery in which an actor asked for it.
    [Fact]
    public void An_actor_can_ask_to_stop()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((_, message) =>
        {
            if (message is "stop")
            {
                OrderedEngine.Current.RequestStop();
            }
        }));
        world.Inject(actor, "stop");
        world.Inject(actor, "next");

        Assert.Equal(RunEnd.StopRequested, world.Run());
        Assert.Equal(1, world.Deliveries);
        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(2, world.Deliveries);
    }

    // Expect a cancelled run to end between two deliveries, and not to lose what is pending.
    [Fact]
    public void A_run_can_be_cancelled()
    {
        using var world = new OrderedWorld();
        using var cancellation = new CancellationTokenSource();
        var actor = world.Spawn(Doing.Props((_, _) => cancellation.Cancel()));
        world.Inject(actor, 1);
        world.Inject(actor, 2);

        Assert.Equal(RunEnd.Cancelled, world.Run(new RunLimits { Cancellation = cancellation.Token }));
        Assert.Equal((1, 1), (world.Deliveries, world.Engine.Pending));
    }

    // Expect nothing to be injected into the past.
    [Fact]
    public void The_past_is_closed()
    {
        using var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Noting());
        world.Inject(actor, "late", atNs: 100);
        world.Run();

        Assert.Throws<ArgumentOutOfRangeException>(() => world.Inject(actor, "too late", atNs: 99));
        world.Inject(actor, "just in time", atNs: 100);
        world.Run();
        Assert.Equal(["late", "just in time"], world.StateOf<Doing>(actor).Notes);
    }

    // Expect state to be read of living actors of the right type and of this world, and of no others.
    [Fact]
    public void State_is_read_of_the_living()
    {
        using var world = new OrderedWorld();
        using var other = new OrderedWorld();
        var actor = world.Spawn(Doing.Noting());

        Assert.NotNull(world.StateOf<Doing>(actor));
        Assert.Throws<InvalidOperationException>(() => world.StateOf<ReceiveActor>(actor));
        Assert.Throws<InvalidOperationException>(() => other.StateOf<Doing>(actor));
        world.Inject(actor, PoisonPill.Instance);
        world.Run();
        Assert.Throws<InvalidOperationException>(() => world.StateOf<Doing>(actor));
    }

    // Expect the end of a world to stop its actors on this thread and the actor system with them.
    [Fact]
    public async Task A_world_ends_on_the_callers_thread()
    {
        var stopped = new List<int>();
        var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Props((_, _) => { }, stop: _ => stopped.Add(Environment.CurrentManagedThreadId)));
        world.Inject(actor, "never handled");
        var thread = Environment.CurrentManagedThreadId;

        world.Dispose();

        Assert.Equal([thread], stopped);
        await world.System.WhenTerminated;
    }

    // Expect a world that has ended to say so.
    [Fact]
    public void A_world_that_has_ended_says_so()
    {
        var world = new OrderedWorld();
        var actor = world.Spawn(Doing.Noting());

        world.Dispose();
        world.Dispose();

        Assert.Throws<ObjectDisposedException>(() => world.Run());
        Assert.Throws<ObjectDisposedException>(() => world.Inject(actor, "late"));
        Assert.Throws<ObjectDisposedException>(() => world.Spawn(Doing.Noting()));
    }

    // Expect worlds to start no threads: neither the pool's nor their own run anything of theirs.
    [Fact]
    public void A_world_uses_no_thread_but_the_callers()
    {
        var threads = new HashSet<int>();
        for (var i = 0; i < 3; i++)
        {
            using var world = new OrderedWorld();
            var parent = world.Spawn(Doing.Props(
                (me, _) => Note(() => me.Cell.ActorOf(Doing.Props((_, _) => { }, start: _ => Note(), stop: _ => Note()))),
                start: _ => Note(),
                stop: _ => Note()));
            world.Inject(parent, "go");
            world.Run();
        }

        Assert.Equal([Environment.CurrentManagedThreadId], threads);

        void Note(Action? action = null)
        {
            threads.Add(Environment.CurrentManagedThreadId);
            action?.Invoke();
        }
    }

    // Expect twenty thousand actors to be as easy as two.
    [Fact]
    public void Many_actors_pass_a_message_around()
    {
        const int Actors = 20_000;
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(1)) });
        var ring = new IActorRef[Actors];
        for (var i = 0; i < Actors; i++)
        {
            var next = (i + 1) % Actors;
            ring[i] = world.Spawn(Doing.Props((_, message) =>
            {
                if (message is int left and > 0)
                {
                    ring[next].Tell(left - 1);
                }
            }));
        }

        world.Inject(ring[0], 2 * Actors);

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal(((2 * Actors) + 1, 2 * Actors), (world.Deliveries, world.NowNs));
    }

    // Expect two worlds on two threads not to know of each other.
    [Fact]
    public void Worlds_run_side_by_side()
    {
        var digests = new ulong[4];
        var threads = Enumerable.Range(0, digests.Length).Select(i => new Thread(() => digests[i] = Digest())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(digests, digest => Assert.Equal(Digest(), digest));

        static ulong Digest()
        {
            using var world = new OrderedWorld();
            var actor = world.Spawn(Countdown());
            world.Inject(actor, 1_000);
            world.Run();
            return world.Digest;
        }
    }

    private static Props Countdown() => Doing.Props((me, message) =>
    {
        if (message is int left and > 0)
        {
            me.Self.Tell(left - 1);
        }
    });
}
