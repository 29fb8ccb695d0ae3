using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>What travels beside messages: with each that is sent in a delivery, and with nothing else.</summary>
public sealed class CarriedTests
{
    private const int Many = 200_000;

    private readonly List<string> _seen = [];

    // Expect what is set in a delivery to go with all that is sent from then on in it, by Tell, by timer and by what comes of
    // them, and a message that was sent before to have what came with its sender's own.
    [Fact]
    public void What_is_set_goes_with_what_is_sent_from_then_on()
    {
        using var world = new OrderedWorld();
        var last = world.Spawn(Doing.Props((_, message) => Note("last", message)), "last");
        var middle = world.Spawn(Doing.Props((_, message) =>
        {
            Note("middle", message);
            last.Tell($"{message}, on");
        }), "middle");
        var first = world.Spawn(Doing.Props((_, message) =>
        {
            Note("first", message);
            if (message is "go")
            {
                middle.Tell("before");
                OrderedEngine.Current.Carried = "ticket";
                middle.Tell("after");
                OrderedEngine.Current.After(10, "later");
                OrderedEngine.Current.Carried = null;
                middle.Tell("without");
            }
        }), "first");

        world.Inject(first, "go");
        world.Run();

        Assert.Equal(
            [
                "first go: -", "middle before: -", "last before, on: -", "middle after: ticket", "last after, on: ticket",
                "middle without: -", "last without, on: -", "first later: ticket",
            ],
            _seen);
    }

    // Expect nothing to be left of it for who comes next: another delivery, the outside, or a world that starts anew.
    [Fact]
    public void Nothing_of_it_is_left_behind()
    {
        using var world = new OrderedWorld();
        IActorRef Spawn() => world.Spawn(Doing.Props((_, message) =>
        {
            Note("one", message);
            OrderedEngine.Current.Carried = "ticket";
            if (message is "go")
            {
                OrderedEngine.Current.After(10, "never delivered");
            }
        }), "one");

        var one = Spawn();
        world.Inject(one, "go");
        world.Run(new RunLimits { MaxDeliveries = 1 });
        world.Inject(one, "next");
        world.Run(new RunLimits { MaxDeliveries = 1 });
        Assert.Null(world.Engine.Carried);
        world.StartAnew();
        world.Inject(Spawn(), "anew");
        world.Run();

        Assert.Equal(["one go: -", "one next: -", "one anew: -"], _seen);
    }

    // Expect the digest to know nothing of it.
    [Fact]
    public void It_leaves_no_mark_in_the_digest()
    {
        ulong Digest(object? carried)
        {
            using var world = new OrderedWorld();
            PingPong(world, 100, carried);
            return world.Digest;
        }

        Assert.Equal(Digest(null), Digest("ticket"));
    }

    // Expect a message to cost as many bytes whether something could travel beside it or not: none. What does travel costs none
    // either, once there is a place for it.
    [Theory]
    [InlineData(null)]
    [InlineData("ticket")]
    public void A_message_costs_no_bytes(object? carried)
    {
        using var world = new OrderedWorld();
        PingPong(world, 1_000, carried);
        world.StartAnew();
        var ball = PingPong(world, Many, carried, upTo: 1_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        world.Run();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(ball.Hits, Many, Many);
        Assert.InRange(bytes, 0, Many / 100);
    }

    private static Ball PingPong(OrderedWorld world, int times, object? carried, long? upTo = null)
    {
        var ball = new Ball();
        IActorRef other = ActorRefs.Nobody;
        var one = world.Spawn(Doing.Props((_, _) => Hit(other)), "one");
        other = world.Spawn(Doing.Props((_, _) => Hit(one)), "other");
        world.Inject(one, ball);
        world.Run(new RunLimits { MaxDeliveries = upTo ?? long.MaxValue });
        return ball;

        void Hit(IActorRef to)
        {
            OrderedEngine.Current.Carried = carried;
            if (++ball.Hits < times)
            {
                to.Tell(ball, ActorRefs.NoSender);
            }
        }
    }

    private void Note(string who, object message) => _seen.Add($"{who} {message}: {OrderedEngine.Current.Carried ?? "-"}");

    private sealed class Ball
    {
        public int Hits { get; set; }
    }
}
