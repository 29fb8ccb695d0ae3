using Akka.Actor;
using NumaBoot.Ordering;

namespace NumaBoot.Benchmarks;

/// <summary>Two actors that send one ball to and fro in virtual time.</summary>
internal static class BarePair
{
    /// <summary>How many messages were delivered.</summary>
    public static long Play(int messages)
    {
        using var world = new OrderedWorld(new OrderedWorldOptions { Order = new TimeOrder(new FixedLatency(60)) });
        var left = world.Spawn(Props.Create<Player>());
        var right = world.Spawn(Props.Create<Player>());
        world.Inject(left, new Serve(right));
        world.Run(new RunLimits { MaxDeliveries = messages });
        return world.Deliveries;
    }

    private sealed record Serve(IActorRef Other);

    private sealed record Ball;

    private sealed class Player : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Serve serve)
            {
                serve.Other.Tell(new Ball());
            }
            else
            {
                Sender.Tell(new Ball());
            }
        }
    }
}
