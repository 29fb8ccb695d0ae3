using Akka.Actor;

namespace NumaBoot.Telemetry;

/// <summary>Hears which actors of a system start, stop and are restarted.</summary>
#pragma warning disable MA0097 // Every actor reference can be compared; nobody compares this one.
internal sealed class LifeListener(ActorInstruments instruments, IActorRefProvider provider) : MinimalActorRef
#pragma warning restore MA0097
{
    public override ActorPath Path { get; } = provider.RootPath / "lives";

    public override IActorRefProvider Provider { get; } = provider;

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is not IActorTelemetryEvent life)
        {
            return;
        }

        var numbers = instruments.Of(ActorInstruments.Cluster, life.ActorType.Name);
        switch (life)
        {
            case ActorStarted:
                numbers.AddLive(1);
                break;
            case ActorStopped:
                numbers.AddLive(-1);
                break;
            case ActorRestarted:
                numbers.Restart();
                break;
        }
    }
}
