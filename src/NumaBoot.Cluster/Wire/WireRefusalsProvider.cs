using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>Gives each actor system its <see cref="WireRefusals"/>.</summary>
public sealed class WireRefusalsProvider : ExtensionIdProvider<WireRefusals>
{
    /// <inheritdoc />
    public override WireRefusals CreateExtension(ExtendedActorSystem system) => new();
}
