using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>Read this first: two actors, a message that takes time, a receiver that takes time.</summary>
public sealed class AFirstLookTests
{
    // Expect that the reply is there after two trips of 100 ns and 7 ns of work, and that nothing else happens.
    [Fact]
    public void A_question_and_its_answer_take_two_trips_and_the_work()
    {
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(delayNs: 100)) });
        var answerer = world.Spawn(Doing.Props((me, message) =>
        {
            OrderedEngine.Current.Spend(ns: 7);
            me.Sender.Tell((int)message + 1);
        }));
        var asker = world.Spawn(Doing.Props((me, message) => answerer.Tell(41), onReply: (me, message) => me.Note(message)));

        world.Inject(asker, "ask");

        Assert.Equal(RunEnd.Quiescent, world.Run());
        Assert.Equal([42], world.StateOf<Doing>(asker).Notes);
        Assert.Equal((3, 207), (world.Deliveries, world.NowNs));
    }
}
