using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Features;

/// <summary>What actors use of Akka works under every order, as Akka promises it.</summary>
public sealed class ActorFeaturesTests
{
    public static TheoryData<string> Names => EveryOrder.Names;

    // Expect what was put aside to come back in its order and before all that waits, whatever had been put aside by then.
    [Theory]
    [MemberData(nameof(Names))]
    public Task Stashed_messages_come_back_first(string order) => EveryOrder.Run(order, async world =>
    {
        bool isOpen = false;
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "open")
            {
                isOpen = true;
                me.Stash.UnstashAll();
            }
            else if (!isOpen)
            {
                me.Stash.Stash();
            }

            me.Note(isOpen ? message : $"({message})");
        }), "actor");
        SendFromEach(world, actor, ["a", "b", "open", "c"]);

        await world.Quiescence();

        var notes = world.StateOf<Doing>(actor).Notes.Cast<string>().ToList();
        var aside = notes.Where(note => note[0] == '(').Select(note => note.Trim('(', ')')).ToList();
        int open = notes.IndexOf("open");
        Assert.Equal(Text(aside), Text(notes.Skip(open + 1).Take(aside.Count)));
        Assert.Equal("a b c open", Text(notes.Where(note => note[0] != '(').Order(StringComparer.Ordinal)));
    });

    // Expect a new behaviour to hold from the next message on, and the old one to come back.
    [Theory]
    [MemberData(nameof(Names))]
    public Task Become_holds_from_the_next_message(string order) => EveryOrder.Run(order, async world =>
    {
        var actor = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note($"first {message}");
            me.Cell.BecomeStacked(other =>
            {
                me.Note($"second {other}");
                me.Cell.UnbecomeStacked();
            });
        }));
        foreach (int number in new[] { 1, 2, 3 })
        {
            world.Inject(actor, number);
        }

        await world.Quiescence();

        Assert.Equal(["first 1", "second 2", "first 3"], world.StateOf<Doing>(actor).Notes);
    });

    // Expect a forwarded question to be answered to the one who asked first, who hears nobody else.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_forwarded_message_keeps_its_sender(string order) => EveryOrder.Run(order, async world =>
    {
        var answerer = world.Spawn(Doing.Props((me, message) => me.Sender.Tell($"answer to {message}")), "answerer");
        var middle = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message);
            answerer.Forward(message);
        }), "middle");
        var askers = new[] { "ann", "bob" }.Select(name => world.Spawn(Doing.Props((me, message) =>
        {
            if (message is "go")
            {
                middle.Tell(name, me.Self);
            }
            else
            {
                me.Note(message);
            }
        }), name)).ToList();
        askers.ForEach(asker => world.Inject(asker, "go"));

        await world.Quiescence();

        Assert.Equal(["answer to ann"], world.StateOf<Doing>(askers[0]).Notes);
        Assert.Equal(["answer to bob"], world.StateOf<Doing>(askers[1]).Notes);
        Assert.Equal(2, world.StateOf<Doing>(middle).Notes.Count);
    });

    // Expect death to be learnt once, and never before what the dead actor had sent.
    [Theory]
    [MemberData(nameof(Names))]
    public Task Death_comes_behind_the_last_words(string order) => EveryOrder.Run(order, async world =>
    {
        var watcher = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is IActorRef watched)
            {
                me.Cell.Watch(watched);
                watched.Tell("go");
            }
            else
            {
                me.Note(message is Terminated ? "dead" : message);
            }
        }), "watcher");
        var dying = world.Spawn(Doing.Props((me, _) =>
        {
            watcher.Tell("last");
            watcher.Tell("words");
            me.Cell.Stop(me.Self);
        }), "dying");
        world.Inject(watcher, dying);

        await world.Quiescence();

        Assert.Equal(["last", "words", "dead"], world.StateOf<Doing>(watcher).Notes);
    });

    // Expect somebody who begins to watch one who is dead already to hear of it too, behind the last words.
    [Theory]
    [MemberData(nameof(Names))]
    public Task Whoever_watches_the_dead_hears_of_it(string order) => EveryOrder.Run(order, async world =>
    {
        var watcher = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is IActorRef watched)
            {
                me.Cell.Watch(watched);
            }
            else
            {
                me.Note(message is Terminated ? "dead" : message);
            }
        }), "watcher");
        var dying = world.Spawn(Doing.Props((me, _) =>
        {
            watcher.Tell("last words");
            me.Cell.Stop(me.Self);
        }), "dying");
        world.Inject(dying, "go");
        world.Inject(watcher, dying);

        await world.Quiescence();

        Assert.Equal(["last words", "dead"], world.StateOf<Doing>(watcher).Notes);
    });

    // Expect a restart to keep the mailbox: a new instance handles what waited behind the message that failed.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_restart_keeps_what_waits(string order) => EveryOrder.Run(
        order,
        async world =>
        {
            var seen = new List<(object Message, Doing Instance)>();
            var actor = world.Spawn(Doing.Props((me, message) =>
            {
                seen.Add((message, me));
                if (message is "fail")
                {
                    throw new InvalidOperationException("as told");
                }
            }));
            foreach (string message in new[] { "before", "fail", "after" })
            {
                world.Inject(actor, message);
            }

            await world.Quiescence();

            Assert.Equal(["before", "fail", "after"], seen.Select(one => one.Message));
            Assert.Same(seen[0].Instance, seen[1].Instance);
            Assert.NotSame(seen[1].Instance, seen[2].Instance);
            Assert.Same(seen[2].Instance, world.StateOf<Doing>(actor));
        },
        ActorFailureRule.LeaveToSupervision);

    // Expect a parent to decide on its child before anybody gets another message: a stopped child gets none.
    [Theory]
    [MemberData(nameof(Names))]
    public Task Supervision_comes_before_the_next_delivery(string order) => EveryOrder.Run(
        order,
        async world =>
        {
            var log = new List<string>();
            IActorRef child = ActorRefs.Nobody;
            var parent = world.Spawn(
                Doing.Props(
                    (_, message) => child.Tell(message),
                    start: me => child = me.Cell.ActorOf(
                        Doing.Props(
                            (_, message) =>
                            {
                                log.Add($"child {message}");
                                throw new InvalidOperationException("as told");
                            },
                            stop: _ => log.Add("child stops")),
                        "child"),
                    supervision: new OneForOneStrategy(_ =>
                    {
                        log.Add("parent decides");
                        return Directive.Stop;
                    })),
                "parent");
            var bystander = world.Spawn(Doing.Props((_, message) => log.Add($"bystander {message}")), "bystander");
            world.Inject(parent, "first");
            world.Inject(parent, "second");
            world.Inject(bystander, "third");

            await world.Quiescence();

            int failed = log.IndexOf("child first");
            Assert.Equal("child first; parent decides; child stops", string.Join("; ", log.Skip(failed).Take(3)));
            Assert.Equal("bystander third; child first; child stops; parent decides", string.Join("; ", log.Order(StringComparer.Ordinal)));
        },
        ActorFailureRule.LeaveToSupervision);

    private static string Text(IEnumerable<string> words) => string.Join(' ', words);

    private static void SendFromEach(OrderedWorld world, IActorRef receiver, string[] messages)
    {
        foreach (string message in messages)
        {
            world.Inject(world.Spawn(Doing.Props((_, what) => receiver.Tell(what, ActorRefs.NoSender)), $"sender-{message}"), message);
        }
    }
}
