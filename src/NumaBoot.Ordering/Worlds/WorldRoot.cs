using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>The parent of all that is spawned. It runs on the engine, so that its children start there.</summary>
internal sealed class WorldRoot(SupervisorStrategy? supervision) : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);

    protected override SupervisorStrategy SupervisorStrategy() => supervision ?? base.SupervisorStrategy();
}
