using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>The way from a run to the members of the cluster, and back.</summary>
internal interface IMemberWay
{
    /// <summary>Tells the blocks of a member something. It may be lost.</summary>
    /// <param name="member">Whom.</param>
    /// <param name="message">What.</param>
    /// <param name="from">Who speaks, and is answered.</param>
    void Tell(Address member, IWireMessage message, IActorRef from);

    /// <summary>The member that an actor is on.</summary>
    Address Of(IActorRef actor);
}
