using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>The way over the cluster.</summary>
/// <param name="system">This member's actor system.</param>
internal sealed class ClusterWay(ActorSystem system) : IMemberWay
{
    /// <inheritdoc />
    public void Tell(Address member, IWireMessage message, IActorRef from) =>
        system.ActorSelection(new RootActorPath(member) / "user" / MemberBlocks.Name).Tell(message, from);

    /// <inheritdoc />
    public Address Of(IActorRef actor) =>
        actor.Path.Address.HasGlobalScope ? actor.Path.Address : Akka.Cluster.Cluster.Get(system).SelfAddress;
}
