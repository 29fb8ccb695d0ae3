using Akka.Actor;
using Akka.Routing;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>What actors use of Akka, under the order of time.</summary>
public sealed class AkkaFeaturesTests
{
    private readonly Trace _trace = new();

    // Expect what was put aside to come back in its order, at the instant it was asked for, before all that waits.
    [Fact]
    public void Stashed_messages_come_back_first()
    {
        using var world = World();
        var isOpen = false;
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            OrderedEngine.Current.Spend(10);
            if (message is "open")
            {
                isOpen = true;
                me.Stash.UnstashAll();
            }
            else if (!isOpen)
            {
                me.Stash.Stash();
            }
            else
            {
                me.Note(message);
            }
        }), "actor");
        foreach (var message in new[] { "a", "b", "open", "c" })
        {
            world.Inject(actor, message);
        }

        world.Run();

        Assert.Equal(["a", "b", "c"], world.StateOf<Doing>(actor).Notes);
        Assert.Equal(
            ["30 actor > actor a served 10", "40 actor > actor b waited 10 served 10", "50 outside > actor c waited 50 served 10"],
            _trace.Lines.Skip(3).ToList());
    }

    // Expect a new behaviour to hold from the next message on, and the old one to come back.
    [Fact]
    public void Become_holds_from_the_next_message()
    {
        using var world = World();
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note($"first {message}");
            me.Cell.BecomeStacked(other =>
            {
                me.Note($"second {other}");
                me.Cell.UnbecomeStacked();
            });
        }));
        world.Inject(actor, 1);
        world.Inject(actor, 2);
        world.Inject(actor, 3);

        world.Run();

        Assert.Equal(["first 1", "second 2", "first 3"], world.StateOf<Doing>(actor).Notes);
    }

    // Expect a forwarded question to be answered to the one who asked first.
    [Fact]
    public void A_forwarded_message_keeps_its_sender()
    {
        using var world = World();
        var answerer = world.Spawn(Doing.Props((me, _) => me.Sender.Tell("answer")), "answerer");
        var middle = world.Spawn(Doing.Props((_, message) => answerer.Forward(message)), "middle");
        var asker = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                middle.Tell("question", me.Self);
            }
        }), "asker");

        world.Inject(asker, "go");
        world.Run();

        Assert.Equal(
            [
                "0 outside > asker go",
                "100 asker > middle question",
                "200 middle > answerer question",
                "300 answerer > asker answer",
            ],
            _trace.Lines);
    }

    // Expect a round robin router to go around its routees in the order in which it made them.
    [Fact]
    public void A_router_goes_around()
    {
        using var world = World();
        var router = world.Spawn(Doing.Noting().WithRouter(new RoundRobinPool(3)), "router");
        var sender = world.Spawn(Doing.Props((_, _) =>
        {
            for (var i = 0; i < 5; i++)
            {
                router.Tell(i);
            }
        }), "sender");

        world.Inject(sender, "go");
        world.Run();

        Assert.Equal(
            ["100 sender > $a 0", "100 sender > $b 1", "100 sender > $c 2", "100 sender > $a 3", "100 sender > $b 4"],
            _trace.Lines.Skip(1).ToList());
    }

    //  0          dying gets "go": sends "last words", stops
    //  100        "last words" arrive, and the news of the death behind them
    // Expect death to be learnt after the usual delay, and never before what the dead actor had sent.
    [Fact]
    public void Death_comes_behind_the_last_words()
    {
        using var world = World();
        var watcher = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is IActorRef watched)
            {
                me.Cell.Watch(watched);
                watched.Tell("go");
            }

            me.Note(message is Terminated ? $"dead at {OrderedEngine.Current.NowNs}" : message);
        }), "watcher");
        var dying = world.Spawn(Doing.Props((me, _) =>
        {
            OrderedEngine.Current.Spend(7);
            watcher.Tell("last words");
            me.Cell.Stop(me.Self);
        }), "dying");

        world.Inject(watcher, dying);
        world.Run();

        Assert.Equal([dying, "last words", "dead at 207"], world.StateOf<Doing>(watcher).Notes);
    }

    // Expect what reaches an actor after it stopped to be a dead letter: counted, not delivered.
    [Fact]
    public void Messages_to_the_dead_are_counted_and_not_delivered()
    {
        using var world = World();
        var dying = world.Spawn(Doing.Props((me, _) => me.Cell.Stop(me.Self)), "dying");
        var late = world.Spawn(Doing.Props((_, message) => dying.Tell(message)), "late");
        world.Inject(dying, "stop");
        world.Inject(dying, "already on its way");
        world.Inject(late, "sent after the death", atNs: 10);

        world.Run();

        Assert.Equal((2, 2), (world.Deliveries, world.Engine.DeadLetters));
    }

    // Expect a restart to keep the mailbox: a new instance handles what waited behind the message that failed.
    [Fact]
    public void A_restart_keeps_what_waits()
    {
        using var world = World(ActorFailureRule.LeaveToSupervision);
        var seen = new List<(object Message, Doing Instance)>();
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            OrderedEngine.Current.Spend(1);
            seen.Add((message, me));
            if (message is "fail")
            {
                throw new InvalidOperationException("as told");
            }
        }));
        foreach (var message in new[] { "before", "fail", "after" })
        {
            world.Inject(actor, message);
        }

        world.Run();

        Assert.Equal(["before", "fail", "after"], seen.Select(one => one.Message));
        Assert.Same(seen[0].Instance, seen[1].Instance);
        Assert.NotSame(seen[1].Instance, seen[2].Instance);
        Assert.Same(seen[2].Instance, world.StateOf<Doing>(actor));
    }

    // Expect supervision to be done before anything else is delivered, even where a message is due at the same instant.
    [Fact]
    public void Supervision_comes_before_the_next_delivery()
    {
        using var world = World(ActorFailureRule.LeaveToSupervision);
        var log = new List<string>();
        IActorRef child = ActorRefs.Nobody;
        var parent = world.Spawn(
            Doing.Props(
                (_, message) => child.Tell(message),
                start: me => child = me.Cell.ActorOf(Doing.Props(
                    (_, message) =>
                    {
                        log.Add($"child {message}");
                        throw new InvalidOperationException("as told");
                    },
                    start: _ => log.Add("child starts"),
                    stop: _ => log.Add("child stops"))),
                supervision: new OneForOneStrategy(_ =>
                {
                    log.Add("parent decides");
                    return Directive.Stop;
                })),
            "parent");
        var bystander = world.Spawn(Doing.Props((_, message) => log.Add($"bystander {message}")), "bystander");
        var late = world.Spawn(Doing.Props((_, message) => bystander.Tell(message)), "late");
        world.Inject(parent, "fail");
        world.Inject(late, "due at the same instant");

        world.Run();

        Assert.Equal(
            ["child starts", "child fail", "parent decides", "child stops", "bystander due at the same instant"], log);
    }

    // Expect children to start when their parent has created them, in that order, at the instant of their creation.
    [Fact]
    public void Children_start_in_the_order_of_creation()
    {
        using var world = World();
        var log = new List<string>();
        var parent = world.Spawn(Doing.Props((me, _) =>
        {
            foreach (var name in new[] { "zoe", "adam", "mia" })
            {
                OrderedEngine.Current.Spend(5);
                me.Cell.ActorOf(
                    Doing.Props((_, _) => { }, start: child => log.Add($"{child.Self.Path.Name} at {OrderedEngine.Current.NowNs}")), name);
            }
        }));

        world.Inject(parent, "go");
        world.Run();

        Assert.Equal(["zoe at 5", "adam at 10", "mia at 15"], log);
    }

    // Expect children to stop in the order of their creation although Akka keeps them in the order of hashes.
    [Fact]
    public void Children_stop_in_the_order_of_creation()
    {
        using var world = World();
        var stopped = new List<string>();
        var names = Enumerable.Range(0, 40).Select(i => $"child-{i}").ToList();
        var parent = world.Spawn(Doing.Props(
            (me, _) => me.Cell.Stop(me.Self),
            start: me => names.ForEach(name =>
                me.Cell.ActorOf(Doing.Props((_, _) => { }, stop: child => stopped.Add(child.Self.Path.Name)), name))));

        world.Inject(parent, "stop");
        world.Run();

        Assert.Equal(names, stopped);
    }

    private OrderedWorld World(ActorFailureRule failures = ActorFailureRule.EndTheRun) => new(new OrderedWorldOptions
    {
        Order = new TimeOrder(new FixedLatency(100)),
        Observers = [_trace],
        ActorFailures = failures,
    });
}
