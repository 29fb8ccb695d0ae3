namespace NumaBoot.Ordering;

/// <summary>What a pending delivery is, for an order to decide when it may happen.</summary>
public enum PendingKind
{
    /// <summary>Nothing: the entry is free, or a timer that was cancelled.</summary>
    None,

    /// <summary>A message from one actor to another; the order decides when it arrives.</summary>
    Message,

    /// <summary>A message from outside the world; it arrives when it was injected.</summary>
    Injected,

    /// <summary>A message an actor asked to get later; it arrives when it is due.</summary>
    Timer,

    /// <summary>A message that Akka's scheduler told when it was due; it arrives at once.</summary>
    Tick,

    /// <summary>Work of Akka's scheduler that is not a delivery itself: it tells, or runs an action, when due.</summary>
    Scheduled,
}
