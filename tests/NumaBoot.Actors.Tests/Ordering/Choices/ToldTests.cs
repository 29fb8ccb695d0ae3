using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>What a failure says: in which order, what was delivered in it, and whether an order is to blame at all.</summary>
public sealed class ToldTests
{
    // Expect each way to name the order as what it is.
    [Theory]
    [InlineData("random", "broken in seed ", ", shrunk to 1 delivery: ")]
    [InlineData("priority", "broken in seed ", ", shrunk to 1 delivery: ")]
    [InlineData("exhaustive", "broken in order 2 of an exhaustive search", ", shrunk to 1 delivery: ")]
    [InlineData("whole", "broken in seed ", ", in ")]
    [InlineData("replay", "broken in the replayed order", ", in 1 delivery: ")]
    public async Task The_order_is_called_what_it_is(string how, string begins, string goesOn)
    {
        var explorer = how switch
        {
            "random" => Orders.Random(100),
            "priority" => Orders.Priority(100, length: 3),
            "whole" => Orders.Random(100) with { Shrinks = false },
            "replay" => Orders.Replay("3: bob > last messages #1"),
            _ => Orders.Exhaustive(),
        };

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => explorer.Explore(world => Race(world, throws: true)));

        string first = broken.Message.Split('\n')[0];
        Assert.StartsWith(begins, first, StringComparison.Ordinal);
        Assert.Contains(goesOn, first, StringComparison.Ordinal);
        Assert.DoesNotContain("no order is to blame", broken.Message, StringComparison.Ordinal);
    }

    // Expect each line to say what was delivered: the type and, where it is short, the message itself.
    [Fact]
    public async Task Each_line_names_its_message()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(100).Explore(async world =>
        {
            var reader = world.Spawn(Doing.Noting(), "reader");
            void Send(string name, int atNs, params object[] messages) => world.Inject(
                world.Spawn(Doing.Props((_, _) => Array.ForEach(messages, message => reader.Tell(message))), name), "go", atNs);
            Send("ann", 10, "over");
            Send("bob", 20, new Note("well", 3), new Plain(), new Note(new string('x', 200), 4), new Unwilling(), new Address(reader), new List<int>());
            await world.Quiescence();
            Assert.True(world.StateOf<Doing>(reader).Notes.Count < 7 || world.StateOf<Doing>(reader).Notes[6] is not "over", "over comes last");
        }));

        Assert.Equal(
            [
                "bob > reader messages #1  Note { Text = well, Number = 3 }",
                "bob > reader messages #2  Plain",
                "bob > reader messages #3  Note",
                "bob > reader messages #4  Unwilling",
                "bob > reader messages #5  Address { Of = [akka://ordered/user/world/reader] }",
                "bob > reader messages #6  List<Int32>",
                "ann > reader messages #1  String over",
            ],
            broken.Message.Split('\n').Where(line => line.StartsWith(' ') && line.Contains("> reader messages", StringComparison.Ordinal)).Select(line => string.Join("  ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..])), StringComparer.Ordinal);
    }

    // Expect a timer that goes off to say what it tells, and a headline that does not call it a delivery.
    [Fact]
    public async Task A_timer_says_what_it_tells()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(100).Explore(async world =>
        {
            bool isAnswered = false;
            var client = world.Spawn(Doing.Props((me, message) =>
            {
                if (message is "go")
                {
                    me.Timers.StartSingleTimer("key", "too late", TimeSpan.FromHours(1));
                    me.Cell.System.Scheduler.ScheduleTellOnce(TimeSpan.FromMinutes(1), me.Self, "answer", me.Self);
                }

                isAnswered |= message is "answer";
                Assert.True(message is not "too late" || isAnswered, "timed out");
            }), "client");
            world.Inject(client, "go");
            await world.Quiescence();
        }));

        Assert.StartsWith("broken in seed 3, shrunk to 2 steps: /user/world/client failed on TimerMsg", broken.Message, StringComparison.Ordinal);
        Assert.Equal(
            """
                 2  client > client timer #1  goes off to tell timer "key"
                 3  client > client ticks #1  timer "key"
            replay: Orders.Replay("2: client > client timer #1; 3: client > client ticks #1")
            """,
            broken.Message.Split('\n', 2)[1]);
    }

    // Expect what fails in plain order of time, too, to say that no order is to blame, and not to offer an empty replay.
    [Theory]
    [InlineData("random", "broken in seed 1: always")]
    [InlineData("exhaustive", "broken in order 1 of an exhaustive search: always")]
    [InlineData("time", "broken in plain order of time: always")]
    public async Task What_fails_in_any_order_is_no_race(string how, string begins)
    {
        var explorer = how switch { "random" => Orders.Random(100), "time" => Orders.Time(), _ => Orders.Exhaustive() };

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => explorer.Explore(async world =>
        {
            await Race(world, throws: false);
            throw new ArithmeticException("always");
        }));

        Assert.Equal($"{begins}\nin plain order of time too: no order is to blame\nagain: Orders.Time()", broken.Message);
        Assert.Equal(0, broken.Shrunk.Length);
    }

    // Expect the same to be said of an order that is told as it was found, or was replayed.
    [Theory]
    [InlineData("whole")]
    [InlineData("replay")]
    public async Task What_is_not_shrunk_says_so_too(string how)
    {
        var explorer = how == "whole" ? Orders.Random(100, first: 2) with { Shrinks = false } : Orders.Replay("3: bob > last messages #1");

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => explorer.Explore(async world =>
        {
            await Race(world, throws: false);
            throw new ArithmeticException("always");
        }));

        Assert.Contains("\nin plain order of time too: no order is to blame\n", broken.Message, StringComparison.Ordinal);
    }

    // Expect a long story to be cut, and to say how much of it is left out.
    [Fact]
    public async Task A_long_order_is_cut()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Random(100) with { Shrinks = false }).Explore(async world =>
        {
            var reader = world.Spawn(Doing.Noting(), "reader");
            for (int at = 0; at < 30; at++)
            {
                world.Inject(world.Spawn(Doing.Props((_, _) => reader.Tell("well")), $"talker-{at}"), "go");
            }

            world.Inject(world.Spawn(Doing.Props((_, _) => reader.Tell("last")), "last"), "go", atNs: 1_000);
            await world.Quiescence();
            Assert.Equal("last", world.StateOf<Doing>(reader).Notes[^1]);
        }));

        string[] lines = broken.Message.Split('\n').Where(line => line.StartsWith(' ')).ToArray();
        Assert.InRange(broken.Shrunk.Length, 42, 62);
        Assert.Equal($"   ...  {broken.Shrunk.Length - 40} more", lines[40]);
        Assert.Equal(41, lines.Length);
    }

    //   ann --> last <-- bob      fails where bob, who begins later, comes first
    private static async Task Race(OrderedWorld world, bool throws)
    {
        var last = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message);
            if (throws && message is "bob" && me.Notes.Count == 1)
            {
                throw new ArithmeticException("bob came first");
            }
        }), "last");
        world.Inject(world.Spawn(Doing.Props((_, _) => last.Tell("ann")), "ann"), "go");
        world.Inject(world.Spawn(Doing.Props((_, _) => last.Tell("bob")), "bob"), "go");
        await world.Quiescence();
    }

    private sealed record Note(string Text, int Number);

    private sealed record Address(IActorRef Of);

    private sealed class Plain;

    private sealed class Unwilling
    {
        public override string ToString() => throw new InvalidOperationException("says nothing");
    }
}
