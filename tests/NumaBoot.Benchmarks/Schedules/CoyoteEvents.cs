using Microsoft.Coyote.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>What Coyote's actors are told.</summary>
internal static class CoyoteEvents
{
    /// <summary>Be this actor of a boot.</summary>
    public sealed class Start(CoyoteLane lane, Actors.ActorAddress? address, HostedActor? actor) : Event
    {
        public CoyoteLane Lane { get; } = lane;

        /// <summary>Its address; null for the root.</summary>
        public Actors.ActorAddress? Address { get; } = address;

        /// <summary>Its handlers; null for the root.</summary>
        public HostedActor? Actor { get; } = actor;
    }

    /// <summary>Send this when your turn comes.</summary>
    public sealed class StartTimer(ActorId to, Deliver deliver) : Event
    {
        public ActorId To { get; } = to;

        public Deliver Deliver { get; } = deliver;
    }

    /// <summary>Handle a message.</summary>
    public sealed class Deliver(HostedDelivery delivery) : Event
    {
        public HostedDelivery Delivery { get; } = delivery;
    }
}
