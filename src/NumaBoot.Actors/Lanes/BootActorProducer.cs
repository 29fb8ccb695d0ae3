using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>
/// Makes actors from a delegate: far cheaper than an expression for hundreds of thousands of them, and a restarted
/// actor gets the same state again.
/// </summary>
internal sealed class BootActorProducer<TActor>(Func<TActor> make) : IIndirectActorProducer
    where TActor : ActorBase
{
    public Type ActorType => typeof(TActor);

    public static Props PropsOf(Func<TActor> make) => Props.CreateBy(new BootActorProducer<TActor>(make));

    public ActorBase Produce() => make();

    public void Release(ActorBase actor)
    {
        // The state belongs to the lane, not to the instance.
    }
}
