using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>Answers that are only counted: what is sent when the last is there follows from all of them.</summary>
public sealed class CountedTests
{
    //   outside --go--> ann --note--> box --ack--> count --all--> box
    //   outside --go--> bob ----------------ack--> count, the last in plain order of time
    // Expect one schedule, and none begun in vain: that both have answered comes behind the note, whoever answers last.
    [Fact]
    public void What_follows_from_all_of_them_needs_no_other_order()
    {
        var chooser = new ExhaustiveChooser();
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = new ChoiceOrder(new FixedLatency(10), chooser) { Rule = new AnswersAreCounted() } });
        var ended = new List<string>();
        do
        {
            world.StartAnew();
            string notes = Answer(world);
            ended.Add(chooser.IsRedundant ? "in vain" : notes);
        }
        while (chooser.Next());

        Assert.Equal(["note; all"], ended);
    }

    private static string Answer(OrderedWorld world)
    {
        IActorRef? box = null;
        var count = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message);
            if (me.Notes.Count == 2)
            {
                box.Tell("all");
            }
        }), "count");
        box = world.Spawn(Doing.Props((me, message) =>
        {
            me.Note(message);
            if (message is "note")
            {
                count.Tell("ack");
            }
        }), "box");
        world.Inject(world.Spawn(Doing.Props((_, _) => box.Tell("note")), "ann"), "go");
        world.Inject(world.Spawn(Doing.Props((_, _) => count.Tell("ack")), "bob"), "go", atNs: 1_000);
        world.Run();
        return string.Join("; ", world.StateOf<Doing>(box).Notes);
    }

    private sealed class AnswersAreCounted : IReceiptRule
    {
        public Receipt Of(in PendingDelivery pending) => pending.Message is "ack" ? new Receipt(ReceiptKind.Counted, Group: 1) : default;
    }
}
