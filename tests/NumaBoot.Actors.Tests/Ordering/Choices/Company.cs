using Akka.Actor;
using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>
/// Small companies of actors in which a delivery takes from another its chance to happen, or changes an actor that does not
/// get it. What came of each is what an actor noted that outlives the others.
/// </summary>
internal static class Company
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Each by its name.</summary>
    public static SortedDictionary<string, Func<OrderedWorld, string>> All { get; } = new(StringComparer.Ordinal)
    {
        ["a timer that is cancelled"] = world => Told(world, ["start", "cancel"], (me, message) =>
        {
            if (message is "start")
            {
                me.Timers.StartSingleTimer("key", "tick", Hour);
            }
            else if (message is "cancel")
            {
                me.Timers.Cancel("key");
            }
        }),
        ["a delivery that is taken back"] = world =>
        {
            var timer = default(DeliveryTimer);
            return Told(world, ["start", "cancel", "more"], (_, message) =>
            {
                if (message is "start")
                {
                    timer = OrderedEngine.Current.After(3_600_000_000_000, "tick");
                }
                else if (message is "cancel")
                {
                    timer.Cancel();
                }
            });
        },
        ["a receive time-out"] = world => Told(world, ["a", "b", "c"], (me, message) => me.Cell.SetReceiveTimeout(message is ReceiveTimeout ? null : Hour)),
        ["a timer whose actor stops"] = world => Told(world, ["start", "stop"], (me, message) =>
        {
            if (message is "start")
            {
                me.Timers.StartSingleTimer("key", "tick", Hour);
                OrderedEngine.Current.After(1_000, "tack");
            }
            else if (message is "stop")
            {
                me.Cell.Stop(me.Self);
            }
        }),
        ["a timer that is replaced"] = world => Told(world, ["start", "start again"], (me, message) =>
        {
            if (message is string start && start.StartsWith("start", StringComparison.Ordinal))
            {
                me.Timers.StartSingleTimer("key", $"tick of {start}", Hour);
            }
        }),
        ["a timer whose actor is restarted"] = world => Told(world, ["start", "fail", "more"], (me, message) =>
        {
            if (message is "start")
            {
                me.Timers.StartSingleTimer("key", "tick", Hour);
            }
            else if (message is "fail")
            {
                throw new InvalidOperationException("as it was told");
            }
        }),
        ["a time-out of a state"] = StateTimeout,
        ["two timers, each of which cancels the other"] = world => Told(world, ["start", "more"], (me, message) =>
        {
            if (message is "start")
            {
                me.Timers.StartSingleTimer("one", "tick", Hour);
                me.Timers.StartSingleTimer("two", "tack", Hour);
            }
            else if (message is "tick" or "tack")
            {
                me.Timers.CancelAll();
            }
        }),
        ["a timer beside another actor"] = TimerBesideAnother,
        ["a timer that its parent's stop takes away"] = world => Family(world, "timer"),
        ["a child that its parent stops"] = world => Family(world, "message"),
        ["a brother that is restarted along"] = Brothers,
        ["what was put aside"] = Stashing,
        ["what was put aside, beside what is sent meanwhile"] = StashingMeanwhile,
        ["a death that is watched for"] = Watching,
    };

    /// <summary>Actors that say all they hear to another, in the order in which it hears them.</summary>
    private static string Told(OrderedWorld world, string[] messages, Action<Doing, object> handle)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            notes.Tell(message is ReceiveTimeout ? "time-out" : message);
            handle(me, message);
        }), "actor");
        foreach (string message in messages)
        {
            world.Inject(actor, message);
        }

        return NotesOf(world, notes);
    }

    private static string StateTimeout(OrderedWorld world)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        var machine = world.Spawn(Props.Create(() => new Machine(notes)), "machine");
        world.Inject(machine, "on");
        world.Inject(machine, "off");
        return NotesOf(world, notes);
    }

    private static string TimerBesideAnother(OrderedWorld world)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        var timed = world.Spawn(Doing.Props((me, message) =>
        {
            notes.Tell(message);
            if (message is "start")
            {
                me.Timers.StartSingleTimer("key", "tick", Hour);
            }
            else if (message is "cancel")
            {
                me.Timers.Cancel("key");
            }
        }), "timed");
        var other = world.Spawn(Doing.Props((_, message) =>
        {
            notes.Tell(message);
            timed.Tell("cancel");
        }), "other");
        world.Inject(timed, "start");
        world.Inject(other, "go");
        return NotesOf(world, notes);
    }

    private static string Family(OrderedWorld world, string what)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        IActorRef? child = null;
        var parent = world.Spawn(Doing.Props(
            (me, _) => me.Cell.Stop(child),
            start: me => child = me.Cell.ActorOf(Doing.Props((kid, message) =>
            {
                notes.Tell(message);
                if (message is "timer")
                {
                    kid.Timers.StartSingleTimer("key", "tick", Hour);
                }
            }), "child")), "parent");
        world.Inject(child!, what);
        world.Inject(parent, "stop", atNs: 1_000);
        return NotesOf(world, notes);
    }

    private static string Brothers(OrderedWorld world)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        var brothers = new List<IActorRef>();
        world.Spawn(Doing.Props(
            (_, _) => { },
            start: me => brothers.AddRange(new[] { "one", "two" }.Select(name => me.Cell.ActorOf(Doing.Props((_, message) =>
            {
                notes.Tell($"{name} {message}");
                if (message is "fail")
                {
                    throw new InvalidOperationException("as it was told");
                }
            }, stop: _ => notes.Tell($"{name} goes")), name))),
            supervision: new AllForOneStrategy(_ => Directive.Restart)), "parent");
        world.Inject(brothers[0], "fail");
        world.Inject(brothers[1], "message", atNs: 1_000);
        return NotesOf(world, notes);
    }

    private static string Stashing(OrderedWorld world)
    {
        var (notes, box) = Box(world);
        foreach (string message in new[] { "a", "open", "b" })
        {
            world.Inject(world.Spawn(Doing.Props((_, _) => box.Tell(message)), $"sender-{message}"), "go");
        }

        return NotesOf(world, notes);
    }

    private static string StashingMeanwhile(OrderedWorld world)
    {
        var (notes, box) = Box(world);
        world.Inject(box, "a");
        world.Inject(box, "open");
        var second = world.Spawn(Doing.Props((_, _) => box.Tell("b")), "second");
        world.Inject(world.Spawn(Doing.Props((_, _) => second.Tell("go")), "first"), "go");
        return NotesOf(world, notes);
    }

    private static (IActorRef Notes, IActorRef Box) Box(OrderedWorld world)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        bool isOpen = false;
        return (notes, world.Spawn(Doing.Props((me, message) =>
        {
            isOpen |= message is "open";
            if (isOpen)
            {
                notes.Tell(message);
                me.Stash.UnstashAll();
            }
            else
            {
                me.Stash.Stash();
            }
        }), "box"));
    }

    private static string Watching(OrderedWorld world)
    {
        var notes = world.Spawn(Doing.Noting(), "notes");
        var mortal = world.Spawn(Doing.Props((me, _) => me.Cell.Stop(me.Self)), "mortal");
        var watcher = world.Spawn(Doing.Props((me, message) =>
        {
            notes.Tell(message is Terminated ? "dead" : message);
            if (message is "watch")
            {
                me.Cell.Watch(mortal);
            }
            else if (message is "unwatch")
            {
                me.Cell.Unwatch(mortal);
            }
        }), "watcher");
        world.Inject(watcher, "watch");
        world.Inject(watcher, "unwatch");
        world.Inject(mortal, "die", atNs: 1_000);
        return NotesOf(world, notes);
    }

    private static string NotesOf(OrderedWorld world, IActorRef notes)
    {
        world.Run();
        return string.Join("; ", world.StateOf<Doing>(notes).Notes);
    }

    private sealed class Machine : FSM<string, object>
    {
        public Machine(IActorRef notes)
        {
            StartWith("off", new object());
            When("off", said => Said(notes, said, "on"));
            When("on", said => Said(notes, said, "off"), Hour);
            Initialize();
        }

        private State<string, object> Said(IActorRef notes, Event<object> said, string next)
        {
            notes.Tell(said.FsmEvent is string message ? message : "time-out");
            return GoTo(next);
        }
    }
}
