namespace NumaBoot.Ordering;

/// <summary>
/// The channels whose first delivery may happen next. Their places follow from what happened before and from nothing
/// else, so that the same choices lead to the same candidates.
/// </summary>
public sealed class Candidates
{
    private Channel[] _ready = new Channel[16];
    private PendingPool _pool = new();

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many choices were made before in this schedule.</summary>
    public long Chosen { get; internal set; }

    /// <summary>
    /// How many of those were deliveries. The others are work of Akka's scheduler, which tells its message in a delivery of
    /// its own, and messages that nobody got: their receiver had stopped, or a filter dropped them.
    /// </summary>
    public long Delivered => _pool.Delivered;

    /// <summary>The clock of the schedule, in nanoseconds.</summary>
    public long ClockNs { get; internal set; }

    /// <summary>Whether orders matter by now (<see cref="IReceiptRule.Opens"/>); before that, what comes first in plain order of time is next.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>How many deliveries were chosen before it began to matter.</summary>
    public long OpenedAt { get; internal set; }

    /// <summary>The candidate at a place from 0 to <see cref="Count"/> - 1.</summary>
    public Channel this[int at] => _ready[at];

    /// <summary>What a candidate would deliver.</summary>
    public ref PendingDelivery First(int at) => ref _pool[_ready[at].Head];

    /// <summary>The place of a delivery among what may come next; -1 where it may not.</summary>
    /// <param name="key">Which delivery.</param>
    public int Find(in DeliveryKey key)
    {
        for (int at = 0; at < Count; at++)
        {
            if (_ready[at].Number == key.Number && DeliveryKey.Of(_ready[at]) == key)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>What the delivery before made impossible, for now or for good, that could have been chosen in its place or before.</summary>
    internal List<MissedDelivery> Missed { get; } = [];

    /// <summary>The actors that the delivery before reached (<see cref="PendingPool.Reached"/>).</summary>
    internal List<int> Reached => _pool.Reached;

    /// <summary>Whom the delivery before sent something in vain (<see cref="PendingPool.Buried"/>).</summary>
    internal List<(int From, int To)> Buried => _pool.Buried;

    /// <summary>Brings up to date what can be chosen; of use where a schedule ended before the next choice.</summary>
    internal Action Settle { get; set; } = static () => { };

    /// <summary>How often somebody has gone through all candidates and left notes at receivers; never twice the same.</summary>
    internal long Rounds { get; set; }

    internal void Begin(PendingPool pool)
    {
        _pool = pool;
        Array.Clear(_ready, 0, Count);
        Count = 0;
        Missed.Clear();
        Chosen = 0;
        ClockNs = 0;
        OpenedAt = 0;
        IsOpen = false;
    }

    internal void Add(Channel channel)
    {
        if (Count == _ready.Length)
        {
            Array.Resize(ref _ready, _ready.Length * 2);
        }

        channel.ReadyAt = Count;
        _ready[Count++] = channel;
    }

    internal void Remove(Channel channel)
    {
        int at = channel.ReadyAt;
        var last = _ready[--Count];
        _ready[at] = last;
        last.ReadyAt = at;
        _ready[Count] = null!;
        channel.ReadyAt = -1;
    }
}
