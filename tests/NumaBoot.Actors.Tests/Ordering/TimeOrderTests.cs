using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>Virtual time: who comes first, who waits, who stays behind whom.</summary>
public sealed class TimeOrderTests
{
    private readonly Trace _trace = new();

    // Expect ties to go by the sender's sort key, whatever the order in which the senders were created or ran, and however
    // much they had sent before.
    [Fact]
    public void What_arrives_together_is_delivered_by_sender()
    {
        using var world = World(new FixedLatency(10));
        var receiver = world.Spawn(Doing.Noting(), "receiver");
        foreach (var key in new[] { 4, 2, 5, 1, 3 })
        {
            var sender = world.Spawn(
                Doing.Props((_, _) =>
                {
                    for (var sent = key; sent < 5; sent++)
                    {
                        OrderedEngine.Current.After(1_000, "never").Cancel();
                    }

                    receiver.Tell(key);
                }),
                $"sender-{key}",
                new ActorPlace(SortKey: key));
            world.Inject(sender, "go");
        }

        world.Run();

        Assert.Equal([1, 2, 3, 4, 5], world.StateOf<Doing>(receiver).Notes);
    }

    // Expect messages of one sender at one instant to arrive as they were sent.
    [Fact]
    public void One_senders_messages_of_one_instant_stay_in_order()
    {
        using var world = World(new FixedLatency(10));
        var receiver = world.Spawn(Doing.Noting());
        var sender = world.Spawn(Doing.Props((_, _) =>
        {
            for (var i = 0; i < 100; i++)
            {
                receiver.Tell(i);
            }
        }));

        world.Inject(sender, "go");
        world.Run();

        Assert.Equal(Enumerable.Range(0, 100).Cast<object>(), world.StateOf<Doing>(receiver).Notes);
    }

    // Expect a message that would overtake an earlier one of the same pair to arrive with it, and other pairs to be free.
    [Fact]
    public void A_pair_stays_in_order_when_delays_differ()
    {
        using var world = World(new DelayInMessage());
        var slow = world.Spawn(Doing.Noting(), "slow");
        var free = world.Spawn(Doing.Noting(), "free");
        var sender = world.Spawn(Doing.Props((_, _) =>
        {
            slow.Tell(500L);
            slow.Tell(20L);
            free.Tell(30L);
        }), "sender");

        world.Inject(sender, "go");
        world.Run();

        Assert.Equal(
            ["0 outside > sender go", "30 sender > free 30", "500 sender > slow 500", "500 sender > slow 20"], _trace.Lines);
    }

    // Expect every pair of a crowd to stay in order under delays that jump, although the table of pairs is swept often.
    [Fact]
    public void A_crowd_stays_in_order_pair_by_pair()
    {
        const int Actors = 40;
        using var world = World(new JumpingLatency());
        var all = new IActorRef[Actors];
        var lastSeen = new Dictionary<(int From, int To), int>();
        var overtaken = 0;
        for (var i = 0; i < Actors; i++)
        {
            var self = i;
            var sent = 0;
            all[i] = world.Spawn(Doing.Props((_, message) =>
            {
                if (message is (int from, int number))
                {
                    overtaken += lastSeen.TryGetValue((from, self), out var last) && last > number ? 1 : 0;
                    lastSeen[(from, self)] = number;
                }

                for (var k = 0; k < 2 && sent < 200; k++)
                {
                    all[((self * 7) + (sent % 5)) % Actors].Tell((self, sent++));
                }
            }));
        }

        foreach (var actor in all)
        {
            world.Inject(actor, "go");
        }

        world.Run();

        Assert.Equal(0, overtaken);
        Assert.Equal(Actors * 201, world.Deliveries);
    }

    //        0    10    20    30    40
    // busy   |--a--|--b--|--c--|
    //        a b c arrive at 0, 1, 2; what b sends leaves at 20
    // Expect a busy receiver to serve in the order of arrival, its sends to leave when the work before them is done.
    [Fact]
    public void A_busy_receiver_lets_others_wait()
    {
        using var world = World(new FixedLatency(100));
        var other = world.Spawn(Doing.Noting(), "other");
        var busy = world.Spawn(Doing.Props((_, message) =>
        {
            OrderedEngine.Current.Spend(10);
            if (message is "b")
            {
                other.Tell("b is done");
            }
        }), "busy");
        world.Inject(busy, "c", atNs: 2);
        world.Inject(busy, "a", atNs: 0);
        world.Inject(busy, "b", atNs: 1);

        world.Run();

        Assert.Equal(
            [
                "0 outside > busy a served 10",
                "10 outside > busy b waited 9 served 10",
                "20 outside > busy c waited 18 served 10",
                "120 busy > other b is done",
            ],
            _trace.Lines);
        Assert.Equal(120, world.Engine.LatestEndNs);
    }

    //        0          10
    // busy   |----a----|--b--|--c--|
    //        a    b    c
    // Expect what arrives at the very instant at which the receiver has time to go behind what has waited for it.
    [Fact]
    public void Nobody_jumps_the_queue_when_the_receiver_gets_free()
    {
        using var world = World(new FixedLatency(0));
        var busy = world.Spawn(Doing.Props((_, _) => OrderedEngine.Current.Spend(10)), "busy");
        world.Inject(busy, "a", atNs: 0);
        world.Inject(busy, "b", atNs: 5);
        world.Inject(busy, "c", atNs: 10);

        world.Run();

        Assert.Equal(
            [
                "0 outside > busy a served 10",
                "10 outside > busy b waited 5 served 10",
                "20 outside > busy c waited 10 served 10",
            ],
            _trace.Lines);
    }

    // Expect work between two sends of one handling to lie between their departures.
    [Fact]
    public void Time_spent_between_two_sends_lies_between_them()
    {
        using var world = World(new FixedLatency(5));
        var receiver = world.Spawn(Doing.Noting(), "receiver");
        var sender = world.Spawn(Doing.Props((_, _) =>
        {
            receiver.Tell("early");
            OrderedEngine.Current.Spend(50);
            receiver.Tell("late");
        }), "sender");

        world.Inject(sender, "go");
        world.Run();

        Assert.Equal(["0 outside > sender go served 50", "5 sender > receiver early", "55 sender > receiver late"], _trace.Lines);
    }

    // Expect an actor that takes time to start to let its first message wait.
    [Fact]
    public void A_start_takes_time_too()
    {
        using var world = World(new FixedLatency(0));
        var slow = world.Spawn(Doing.Props((_, _) => { }, start: _ => OrderedEngine.Current.Spend(30)), "slow");
        Assert.Equal(30, world.Engine.LatestEndNs);

        world.Inject(slow, "early");
        world.Run();

        Assert.Equal(["30 outside > slow early waited 30"], _trace.Lines);
    }

    // Expect those that wait for one actor not to hold up another.
    [Fact]
    public void Waiting_is_for_one_receiver_only()
    {
        using var world = World(new FixedLatency(0));
        var busy = world.Spawn(Doing.Props((_, _) => OrderedEngine.Current.Spend(1000)), "busy");
        var idle = world.Spawn(Doing.Noting(), "idle");
        world.Inject(busy, 1);
        world.Inject(busy, 2);
        world.Inject(idle, 3, atNs: 10);

        world.Run();

        Assert.Equal(
            ["0 outside > busy 1 served 1000", "10 outside > idle 3", "1000 outside > busy 2 waited 1000 served 1000"], _trace.Lines);
    }

    // Expect a forwarded message to be ordered with what the forwarding actor sends, not with what the first sender does.
    [Fact]
    public void The_sender_is_the_actor_that_runs()
    {
        using var world = World(new DelayInMessage());
        var last = world.Spawn(Doing.Noting(), "last");
        var middle = world.Spawn(Doing.Props((me, message) => last.Forward(message)), "middle");
        var first = world.Spawn(Doing.Props((_, _) => middle.Tell(10L)), "first");

        world.Inject(first, "go");
        world.Run();

        Assert.Equal("20 middle > last 10", _trace.Lines[^1]);
    }

    private OrderedWorld World(ILatency latency) =>
        new(new OrderedWorldOptions { Order = new TimeOrder(latency), Observers = [_trace] });

    private sealed class DelayInMessage : ILatency
    {
        public bool KeepsPairOrder => false;

        public long DelayNs(ActorSlot sender, ActorSlot receiver, object message) => message is long delayNs ? delayNs : 0;
    }

    private sealed class JumpingLatency : ILatency
    {
        public bool KeepsPairOrder => false;

        public long DelayNs(ActorSlot sender, ActorSlot receiver, object message) =>
            (long)((ulong)((sender.SortKey * 1_000_003) + sender.Sent) * 0x9E3779B97F4A7C15 >> 54);
    }
}
