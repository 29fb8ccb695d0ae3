using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>Answers every message with the same message: as long as it does, the actor system is alive.</summary>
internal sealed class Pulse : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message);
}
