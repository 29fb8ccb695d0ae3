using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>One delivery that has been asked for and has not happened yet.</summary>
public struct PendingDelivery
{
    /// <summary>What it is.</summary>
    public PendingKind Kind { get; internal set; }

    /// <summary>The actor that ran when the message was sent, which need not be the one that a reply goes to.</summary>
    public ActorSlot From { get; internal set; }

    /// <summary>The receiver; for work of the scheduler the actor that asked for it.</summary>
    public ActorSlot To { get; internal set; }

    /// <summary>The message.</summary>
    public object? Message { get; internal set; }

    /// <summary>When it was sent, in nanoseconds of virtual time.</summary>
    public long SentNs { get; internal set; }

    /// <summary>When it arrives at the receiver, in nanoseconds; an order of time sets it for messages.</summary>
    public long ArrivalNs { get; internal set; }

    /// <summary>How manieth thing its sender sent, counted from 1.</summary>
    public long Sequence { get; internal set; }

    /// <summary>In which choice of the schedule it was sent, counted from 1; 0 before the first. Set by orders of choice.</summary>
    public long SentIn { get; internal set; }

    /// <summary>How its receiver takes it. Set by orders of choice.</summary>
    public Receipt Receipt { get; internal set; }

    /// <summary>The sender that the receiver sees, and replies to.</summary>
    internal IActorRef? ReplyTo { get; set; }

    /// <summary>The next in a list of an order, or of free entries; -1 at the end.</summary>
    internal int Next { get; set; }

    /// <summary>Which use of the entry this is, so that a late cancellation does not hit a later user.</summary>
    internal int Version { get; set; }

    /// <summary>It has arrived and its receiver is busy.</summary>
    internal bool IsWaiting { get; set; }

    /// <summary>It will never happen: it was cancelled, or it is a timer of an actor that stopped.</summary>
    internal readonly bool IsStale => Kind switch
    {
        PendingKind.None => true,
        PendingKind.Timer or PendingKind.Tick => To.IsStopped && ReferenceEquals(From, To),
        PendingKind.Scheduled => ((ScheduledWork)Message!).IsCancelled,
        _ => false,
    };
}
