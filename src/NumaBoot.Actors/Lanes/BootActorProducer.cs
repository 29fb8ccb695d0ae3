using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>
/// Makes an actor of a state: far cheaper than an expression for hundreds of thousands of them, and a restarted actor gets
/// the same state again.
/// </summary>
/// <param name="make">Makes one; the same for all actors of a kind, so that none needs a delegate of its own.</param>
/// <param name="state">What it makes it of.</param>
internal sealed class BootActorProducer<TState, TActor>(Func<TState, TActor> make, TState state) : IIndirectActorProducer
    where TActor : ActorBase
{
    public Type ActorType => typeof(TActor);

    public ActorBase Produce() => make(state);

    public void Release(ActorBase actor)
    {
        // The state belongs to the lane, not to the instance.
    }
}
