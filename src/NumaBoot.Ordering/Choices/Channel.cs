namespace NumaBoot.Ordering;

/// <summary>
/// What is pending from one sender to one receiver, in the order that Akka promises to keep. A timer is a channel of its
/// own: nothing is promised of it.
/// </summary>
public sealed class Channel
{
    /// <summary>Who sends.</summary>
    public ActorSlot From { get; internal set; } = null!;

    /// <summary>Who receives.</summary>
    public ActorSlot To { get; internal set; } = null!;

    /// <summary>What travels here.</summary>
    public ChannelKind Kind { get; internal set; }

    /// <summary>
    /// Which message of this sender and receiver is first, counted from 1; of a timer, which of its owner's. With the
    /// names of both it tells a delivery from all others of its run.
    /// </summary>
    public long Number { get; internal set; }

    /// <summary>A value that a chooser keeps here, 0 when the channel is new.</summary>
    public long Rank { get; set; }

    /// <summary>The handle of the first pending delivery.</summary>
    public int Head { get; internal set; } = -1;

    internal int Tail { get; set; } = -1;

    /// <summary>It is for one delivery, which keeps no order with others of the pair.</summary>
    internal bool IsSingle { get; set; }

    /// <summary>How many of its deliveries were in order, once that mattered.</summary>
    internal long InOrder { get; set; }

    /// <summary>Nothing arrives before this, in nanoseconds: what was sent later arrives later.</summary>
    internal long LastArrivalNs { get; set; }

    /// <summary>How many channels of one delivery were made for the same sender, receiver and kind.</summary>
    internal long Singles { get; set; }

    /// <summary>Its place among the candidates; -1 while it is none.</summary>
    internal int ReadyAt { get; set; } = -1;

    internal void Begin(ActorSlot from, ActorSlot to, ChannelKind kind)
    {
        From = from;
        To = to;
        Kind = kind;
        Number = 1;
        Rank = 0;
        Head = Tail = ReadyAt = -1;
        LastArrivalNs = 0;
        Singles = 0;
        InOrder = 0;
        IsSingle = false;
    }
}
