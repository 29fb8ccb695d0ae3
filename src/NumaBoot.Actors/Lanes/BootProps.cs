using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>What boot actors are created from.</summary>
internal static class BootProps
{
    /// <summary>An actor that is made of a state.</summary>
    public static Props Of<TState, TActor>(Func<TState, TActor> make, TState state)
        where TActor : ActorBase => Props.CreateBy(new BootActorProducer<TState, TActor>(make, state));
}
