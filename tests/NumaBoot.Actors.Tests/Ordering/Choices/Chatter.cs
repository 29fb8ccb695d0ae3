using Akka.Actor;
using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>
/// A few actors that write to each other: whom an actor answers, and how often, depends on what it got before. A seed
/// throws such a company together.
/// </summary>
internal sealed class Chatter
{
    private readonly IActorRef[] _actors;
    private readonly int _hops;

    public Chatter(OrderedWorld world, long seed, int actors, int openings, int hops)
    {
        _hops = hops;
        _actors = new IActorRef[actors];
        var random = new RandomStream(seed);
        for (int at = 0; at < actors; at++)
        {
            long character = (long)random.Next();
            _actors[at] = world.Spawn(Talker.Props(this, character), $"talker-{at}");
        }

        for (int opening = 0; opening < openings; opening++)
        {
            world.Inject(_actors[random.Below(actors)], 0);
        }
    }

    private sealed class Talker(Chatter company, long character) : UntypedActor
    {
        private ulong _heard = (ulong)character;

        public static Props Props(Chatter company, long character) =>
            Akka.Actor.Props.CreateBy(new Producer(() => new Talker(company, character)));

        protected override void OnReceive(object message)
        {
            int hop = (int)message;
            _heard = (_heard ^ (ulong)(hop + 1)) * 0x9E3779B97F4A7C15;
            if (hop < company._hops)
            {
                var random = new RandomStream((long)_heard);
                for (int left = random.Below(3); left > 0; left--)
                {
                    company._actors[random.Below(company._actors.Length)].Tell(hop + 1);
                }
            }
        }
    }

    private sealed class Producer(Func<ActorBase> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Talker);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
            // Nothing to let go.
        }
    }
}
