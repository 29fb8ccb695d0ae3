using Akka.Actor;
using Akka.Event;

namespace NumaBoot.Ordering;

/// <summary>Hears what Akka only logs. Actors' own logging does not come here: the world's log level is off.</summary>
#pragma warning disable MA0097 // Every actor reference can be compared; nobody compares this one.
internal sealed class ErrorListener(OrderedEngine engine, IActorRefProvider provider) : MinimalActorRef
#pragma warning restore MA0097
{
    public override ActorPath Path { get; } = provider.RootPath / "errors";

    public override IActorRefProvider Provider { get; } = provider;

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is Error { Cause: { } cause })
        {
            engine.NoteError(cause);
        }
    }
}
