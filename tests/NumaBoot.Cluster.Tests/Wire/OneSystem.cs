using Akka.Actor;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>An actor system that speaks the protocol and is alone, with its serializer.</summary>
internal sealed class OneSystem : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("one", WireSetup.Config);

    public Akka.Serialization.Serialization Serialization => _system.Serialization;

    public WireRefusals Refusals => WireRefusals.Of(_system);

    public WireSerializer Serializer => (WireSerializer)_system.Serialization.FindSerializerForType(typeof(IWireMessage));

    /// <summary>The message after it has been written and read.</summary>
    public TMessage Over<TMessage>(TMessage message)
        where TMessage : IWireMessage => (TMessage)Serializer.FromBinary(Serializer.ToBinary(message), Serializer.Manifest(message));

    public void Dispose() => _system.Terminate().Wait(TimeSpan.FromSeconds(10));
}
