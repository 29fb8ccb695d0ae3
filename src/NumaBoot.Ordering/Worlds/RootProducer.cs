using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>Makes the root without an expression to compile.</summary>
internal sealed class RootProducer(SupervisorStrategy? supervision) : IIndirectActorProducer
{
    public Type ActorType => typeof(WorldRoot);

    public ActorBase Produce() => new WorldRoot(supervision);

    public void Release(ActorBase actor)
    {
        // The root holds nothing.
    }
}
