using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>What a world is made of.</summary>
public sealed record OrderedWorldOptions
{
    /// <summary>The name of the actor system.</summary>
    public string Name { get; init; } = "ordered";

    /// <summary>Who delivers next. An order belongs to one world.</summary>
    public IDeliveryOrder Order { get; init; } = new TimeOrder(new FixedLatency(0));

    /// <summary>What of a message goes into the digest.</summary>
    public IMessageFingerprint Fingerprint { get; init; } = new TypeFingerprint();

    /// <summary>May drop or replace deliveries; null for none.</summary>
    public IDeliveryFilter? Filter { get; init; }

    /// <summary>Who watches, in this order.</summary>
    public IReadOnlyList<IDeliveryObserver> Observers { get; init; } = [];

    /// <summary>What an exception in an actor means to the run.</summary>
    public ActorFailureRule ActorFailures { get; init; }

    /// <summary>Which exceptions are left to supervision whatever <see cref="ActorFailures"/> says: crashes that a test plans; null for none.</summary>
    public Predicate<Exception>? LeavesToSupervision { get; init; }

    /// <summary>Supervises what is spawned; null for Akka's default.</summary>
    public SupervisorStrategy? Supervision { get; init; }
}
