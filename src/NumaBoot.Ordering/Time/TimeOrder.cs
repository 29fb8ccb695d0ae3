namespace NumaBoot.Ordering;

/// <summary>
/// Virtual time: what arrives first is delivered first; ties go by the sender's sort key and then by its count of what
/// it sent. A receiver handles one message at a time; what arrives while it is busy waits in the order of arrival.
/// </summary>
/// <param name="latency">How long messages travel.</param>
public sealed class TimeOrder(ILatency latency) : IDeliveryOrder
{
    private const int SweepFloor = 4096;

    private readonly GroupedEvents _events = new();
    private readonly PairArrivals? _pairs = latency.KeepsPairOrder ? null : new PairArrivals();
    private PendingPool _pool = new();
    private ActorSlot? _served;
    private long _clockNs;
    private int _sweepAt = SweepFloor;

    /// <inheritdoc />
    public long NextNs
    {
        get
        {
            NoteServed();
            DropStale(0);
            return _events.Count == 0 ? long.MaxValue : _events.Next(0).TimeNs;
        }
    }

    /// <summary>
    /// What starts before this is delivered group after group, by the digest group of the receiver, and in the order of time
    /// only within each: what has just been touched is touched again. Only who knows that nothing sent before this time goes
    /// from one group to another may set it, and no actor can tell then. In nanoseconds; 0 for never.
    /// </summary>
    public long ApartUntilNs { get; set; }

    /// <inheritdoc />
    public bool HasGivenUp => false;

    /// <inheritdoc />
    public void Begin(PendingPool pool)
    {
        _pool = pool;
        _events.Clear();
        _pairs?.Clear();
        _served = null;
        _clockNs = ApartUntilNs = 0;
        _sweepAt = SweepFloor;
    }

    /// <inheritdoc />
    public void Add(int handle)
    {
        ref var pending = ref _pool[handle];
        if (pending.Kind == PendingKind.Message)
        {
            pending.ArrivalNs = ArrivalNs(in pending);
        }

        Push(pending.To, new EventEntry(pending.ArrivalNs, pending.From.SortKey, pending.Sequence, handle));
    }

    /// <inheritdoc />
    public void AddFirst(int handle)
    {
        ref var pending = ref _pool[handle];
        var receiver = pending.To;
        pending.IsWaiting = true;
        pending.Next = receiver.WaitFirst;
        receiver.WaitFirst = handle;
        if (receiver.WaitLast < 0)
        {
            receiver.WaitLast = handle;
        }

        SetWake(receiver, pending.ArrivalNs);
    }

    /// <inheritdoc />
    public bool TryNext(long beforeNs, out int handle, out long startNs)
    {
        NoteServed();
        long apartNs = Math.Min(ApartUntilNs, beforeNs);
        while (true)
        {
            DropStale(apartNs);
            if (_events.Count == 0 || _events.Next(apartNs).TimeNs >= beforeNs)
            {
                handle = -1;
                startNs = 0;
                return false;
            }

            ref readonly var next = ref _events.Next(apartNs);
            handle = next.Handle;
            startNs = _clockNs = next.TimeNs;
            _events.Pop();
            if (Admit(ref handle))
            {
                return true;
            }
        }
    }

    /// <summary>Decides whether what is due can be served now; if so, <paramref name="handle"/> is what is served.</summary>
    private bool Admit(ref int handle)
    {
        ref var pending = ref _pool[handle];
        if (pending.Kind == PendingKind.Scheduled)
        {
            return true;
        }

        var receiver = pending.To;
        if (pending.IsWaiting)
        {
            receiver.IsWakeSet = false;
            if (!TryTakeWaiting(receiver, out handle))
            {
                return false;
            }
        }
        else if (receiver.WaitFirst >= 0 || receiver.BusyUntilNs > _clockNs)
        {
            Wait(receiver, handle);
            return false;
        }

        _served = receiver;
        return true;
    }

    private long ArrivalNs(in PendingDelivery pending)
    {
        var delayNs = latency.DelayNs(pending.From, pending.To, pending.Message!);
        if (delayNs < 0)
        {
            throw new InvalidOperationException(
                $"The latency of {pending.Message!.GetType().Name} from {pending.From} to {pending.To} is {delayNs} ns: a message cannot arrive before it is sent.");
        }

        var arrivalNs = pending.SentNs + delayNs;
        return _pairs is null
            ? arrivalNs
            : _pairs.Admit(pending.From.Index, pending.To.Index, arrivalNs, _clockNs);
    }

    private void Wait(ActorSlot receiver, int handle)
    {
        ref var pending = ref _pool[handle];
        pending.IsWaiting = true;
        pending.Next = -1;
        if (receiver.WaitLast >= 0)
        {
            _pool[receiver.WaitLast].Next = handle;
        }
        else
        {
            receiver.WaitFirst = handle;
        }

        receiver.WaitLast = handle;
        SetWake(receiver, _clockNs);
    }

    private bool TryTakeWaiting(ActorSlot receiver, out int handle)
    {
        handle = receiver.WaitFirst;
        if (receiver.BusyUntilNs > _clockNs && !receiver.IsStopped)
        {
            // It grew busier while it was not being served, for instance by a restart.
            SetWake(receiver, receiver.BusyUntilNs);
            return false;
        }

        while (handle >= 0)
        {
            receiver.WaitFirst = _pool[handle].Next;
            if (receiver.WaitFirst < 0)
            {
                receiver.WaitLast = -1;
            }

            if (!_pool[handle].IsStale)
            {
                return true;
            }

            _pool.Release(handle);
            handle = receiver.WaitFirst;
        }

        return false;
    }

    /// <summary>
    /// Notes when to come back to those that wait for a receiver. The event stands for the receiver, not for the message
    /// that happens to be first: it bears the receiver's key, before anything the receiver sent.
    /// </summary>
    private void SetWake(ActorSlot receiver, long atNs)
    {
        if (!receiver.IsWakeSet)
        {
            receiver.IsWakeSet = true;
            var wakeNs = Math.Max(atNs, receiver.BusyUntilNs);
            Push(receiver, new EventEntry(wakeNs, receiver.SortKey, 0, receiver.WaitFirst));
        }
    }

    /// <summary>Only after a delivery is known until when its receiver is busy.</summary>
    private void NoteServed()
    {
        if (_served is { WaitFirst: >= 0 } receiver)
        {
            SetWake(receiver, _clockNs);
        }

        _served = null;
    }

    /// <summary>When the first that is pending for a digest group is due, in nanoseconds; it may have been cancelled.</summary>
    /// <param name="group">The group.</param>
    public long FirstNs(int group) => _events.FirstNs(group);

    /// <summary>Appends what has arrived at an actor and waits until it has time, in the order in which it will be handled.</summary>
    /// <param name="receiver">The actor.</param>
    /// <param name="messages">Where to.</param>
    public void AddWaiting(ActorSlot receiver, List<object> messages)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(messages);
        for (int handle = receiver.WaitFirst; handle >= 0; handle = _pool[handle].Next)
        {
            if (!_pool[handle].IsStale)
            {
                messages.Add(_pool[handle].Message!);
            }
        }
    }

    private void DropStale(long apartNs)
    {
        while (_events.Count > 0)
        {
            var handle = _events.Next(apartNs).Handle;
            ref var pending = ref _pool[handle];
            if (pending.IsWaiting || !pending.IsStale)
            {
                return;
            }

            _events.Pop();
            _pool.Release(handle);
        }
    }

    private void Push(ActorSlot receiver, in EventEntry entry)
    {
        if (_events.Count >= _sweepAt)
        {
            SweepStale();
        }

        _events.Push(receiver.DigestGroup, entry);
    }

    /// <summary>Timers that are set and cancelled with every message (a receive time-out) must not pile up.</summary>
    private void SweepStale()
    {
        _events.Keep(entry =>
        {
            var isKept = _pool[entry.Handle].IsWaiting || !_pool[entry.Handle].IsStale;
            if (!isKept)
            {
                _pool.Release(entry.Handle);
            }

            return isKept;
        });
        _sweepAt = Math.Max(SweepFloor, _events.Count * 2);
    }
}
