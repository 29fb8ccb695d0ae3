namespace NumaBoot.Ordering;

/// <summary>
/// Everything that is pending may be next, but for what Akka promises: two messages from one sender to one receiver stay
/// in order, and what an actor had put aside and takes up again goes before all that waits there. Who is next is up to a
/// chooser. Virtual time goes on as far as the chosen delivery needs: it never hinders a choice.
/// </summary>
/// <param name="latency">How long messages travel in plain order of time.</param>
/// <param name="chooser">Who is next.</param>
public sealed class ChoiceOrder(ILatency latency, IChooser chooser) : IDeliveryOrder
{
    private readonly Candidates _candidates = new();
    private readonly ChannelTable _channels = new();
    private readonly List<Channel> _timers = [];
    private readonly List<Channel> _blocked = [];
    private readonly HashSet<ActorSlot> _unstashing = [];
    private readonly Receipts _receipts = new();
    private PendingPool _pool = new();

    private IChooser _chooser = chooser;

    /// <summary>Who is next; may be exchanged between two schedules, and begins its own with that.</summary>
    public IChooser Chooser
    {
        get => _chooser;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _chooser = value;
            value.Begin();
        }
    }

    /// <summary>The chooser ended the schedule although something was left.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Gives up even what Akka promises: every message is a candidate at once.</summary>
    public bool BreaksFifo { get; init; }

    /// <summary>What of the order of deliveries matters; null where all of it does, from the first delivery on.</summary>
    public IReceiptRule? Rule { get; init; }

    /// <summary>
    /// The same for schedules in which every receiver got the same in the same order, as far as it matters by the rule: they
    /// differ only in deliveries that have nothing to do with each other.
    /// </summary>
    public ulong OrderHash => _receipts.Value;

    /// <inheritdoc />
    public long NextNs
    {
        get
        {
            DropStale();
            return _candidates.Count == 0 ? long.MaxValue : _candidates.ClockNs;
        }
    }

    /// <inheritdoc />
    public void Begin(PendingPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        _pool = pool;
        HasGivenUp = false;
        _candidates.Begin(pool);
        _candidates.Settle = DropStale;
        _candidates.IsOpen = Rule is null;
        _channels.Clear();
        _timers.Clear();
        _blocked.Clear();
        _unstashing.Clear();
        _receipts.Clear();
        Chooser.Begin();
    }

    /// <inheritdoc />
    public void Add(int handle)
    {
        ref var pending = ref _pool[handle];
        pending.Receipt = Rule?.Of(in pending) ?? default;
        if (!_candidates.IsOpen && Rule!.Opens(in pending))
        {
            _candidates.IsOpen = true;
            _candidates.OpenedAt = _candidates.Chosen;
        }

        var channel = ChannelOf(in pending);
        if (pending.Kind == PendingKind.Message)
        {
            long delayNs = latency.DelayNs(pending.From, pending.To, pending.Message!);
            pending.ArrivalNs = Math.Max(pending.SentNs + delayNs, channel.LastArrivalNs);
        }

        channel.LastArrivalNs = pending.ArrivalNs;
        pending.SentIn = _candidates.Chosen;
        pending.Next = -1;
        if (channel.Head >= 0)
        {
            _pool[channel.Tail].Next = handle;
            channel.Tail = handle;
            return;
        }

        channel.Head = channel.Tail = handle;
        MakeReady(channel);
    }

    /// <inheritdoc />
    public void AddFirst(int handle)
    {
        ref var pending = ref _pool[handle];
        pending.SentIn = _candidates.Chosen;
        pending.Receipt = default;
        var receiver = pending.To;
        var channel = _channels.Find(receiver, receiver, ChannelKind.Unstashed);
        pending.Next = channel.Head;
        if (channel.Head < 0)
        {
            channel.Tail = handle;
            Block(receiver);
            _candidates.Add(channel);
        }

        channel.Head = handle;
    }

    /// <inheritdoc />
    public bool TryNext(long beforeNs, out int handle, out long startNs)
    {
        DropStale();
        handle = -1;
        startNs = _candidates.ClockNs;
        if (_candidates.Count == 0)
        {
            return false;
        }

        int at = Chooser.Choose(_candidates);
        _candidates.Missed.Clear();
        if (at < 0)
        {
            HasGivenUp = true;
            return false;
        }

        var channel = _candidates[at];
        handle = channel.Head;
        ref var pending = ref _pool[handle];
        startNs = Math.Max(startNs, pending.ArrivalNs);
        if (pending.Kind != PendingKind.Scheduled)
        {
            startNs = Math.Max(startNs, pending.To.BusyUntilNs);
        }

        _candidates.ClockNs = startNs;
        _candidates.Chosen++;
        if (_candidates.IsOpen && pending.Receipt.Kind == ReceiptKind.InOrder)
        {
            _receipts.Add(channel, pending.Receipt);
        }

        Advance(channel);
        return true;
    }

    private Channel ChannelOf(in PendingDelivery pending)
    {
        switch (pending.Kind)
        {
            case PendingKind.Timer or PendingKind.Scheduled:
                var timer = _channels.Single(pending.From, pending.To, ChannelKind.Timer);
                _timers.Add(timer);
                return timer;
            case PendingKind.Tick:
                return _channels.Find(pending.From, pending.To, ChannelKind.Ticks);
            default:
                return BreaksFifo
                    ? _channels.Single(pending.From, pending.To, ChannelKind.Messages)
                    : _channels.Find(pending.From, pending.To, ChannelKind.Messages);
        }
    }

    /// <summary>Takes the first delivery out of a candidate.</summary>
    private void Advance(Channel channel)
    {
        channel.Head = _pool[channel.Head].Next;
        channel.Number++;
        _candidates.Remove(channel);
        if (channel.Kind == ChannelKind.Timer)
        {
            _timers.Remove(channel);
        }
        else if (channel.Head >= 0)
        {
            MakeReady(channel);
        }
        else if (channel.Kind == ChannelKind.Unstashed)
        {
            Unblock(channel.To);
        }
    }

    private void MakeReady(Channel channel)
    {
        ref var pending = ref _pool[channel.Head];
        if (channel.Kind == ChannelKind.Unstashed)
        {
            _candidates.Add(channel);
        }
        else if (IsBlocked(in pending))
        {
            PutAside(channel);
        }
        else
        {
            _candidates.Add(channel);
        }
    }

    /// <summary>Work of the scheduler is no delivery: nothing has to be seen before it.</summary>
    private bool IsBlocked(in PendingDelivery pending) =>
        pending.Kind != PendingKind.Scheduled && _unstashing.Contains(pending.To);

    private void Block(ActorSlot receiver)
    {
        _unstashing.Add(receiver);
        for (int at = _candidates.Count - 1; at >= 0; at--)
        {
            var channel = _candidates[at];
            if (ReferenceEquals(channel.To, receiver) && _pool[channel.Head].Kind != PendingKind.Scheduled)
            {
                _candidates.Remove(channel);
                PutAside(channel);
            }
        }
    }

    private void PutAside(Channel channel)
    {
        _blocked.Add(channel);
        Miss(channel, isGone: false);
    }

    private void Miss(Channel channel, bool isGone)
    {
        ref var pending = ref _pool[channel.Head];
        _candidates.Missed.Add(new MissedDelivery(EventId.Of(channel, pending.Receipt), pending.SentIn, isGone));
    }

    private void Unblock(ActorSlot receiver)
    {
        _unstashing.Remove(receiver);
        for (int at = 0; at < _blocked.Count; at++)
        {
            if (ReferenceEquals(_blocked[at].To, receiver))
            {
                _candidates.Add(_blocked[at]);
                _blocked.RemoveAt(at--);
            }
        }
    }

    /// <summary>Timers that were cancelled, or whose actor has stopped, are no candidates.</summary>
    private void DropStale()
    {
        for (int at = 0; at < _timers.Count; at++)
        {
            var timer = _timers[at];
            if (!_pool[timer.Head].IsStale)
            {
                continue;
            }

            _timers.RemoveAt(at--);
            Miss(timer, isGone: true);
            _pool.Release(timer.Head);
            if (timer.ReadyAt >= 0)
            {
                _candidates.Remove(timer);
            }
            else
            {
                _blocked.Remove(timer);
            }
        }
    }
}
