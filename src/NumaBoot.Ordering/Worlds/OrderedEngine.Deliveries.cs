using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>The way of a message: accepted when sent, taken when chosen, handled by the mailbox that Akka made.</summary>
public sealed partial class OrderedEngine
{
    private readonly Graveyard _stopped = new();
    private int _isDriven;
    private int _slotsBefore;

    /// <summary>
    /// What travels beside messages: in a delivery first what came beside the message that is handled, and beside each that
    /// is sent what stands here then. No message shows it and no digest holds it. Null for nothing.
    /// </summary>
    public object? Carried { get; set; }

    /// <summary>When the message in hand was sent, in nanoseconds of virtual time.</summary>
    public long SentNs { get; private set; }

    /// <summary>When the message in hand arrived, in nanoseconds of virtual time.</summary>
    public long ArrivedNs { get; private set; }

    /// <summary>Takes in a message that was told to an actor.</summary>
    internal void Accept(ActorSlot receiver, Envelope envelope)
    {
        if (receiver.IsHousekeeping)
        {
            _system.Due(receiver, envelope);
            return;
        }

        if (envelope.Sender is not (null or LocalActorRef))
        {
            RefuseAsk(receiver, envelope);
        }

        var message = envelope.Message;
        if (_crossing.From is not null)
        {
            AcceptCrossing(receiver, in envelope);
        }
        else if (ReferenceEquals(_running, _outside))
        {
            Add(PendingKind.Injected, receiver, message, envelope.Sender, _instantNs);
        }
        else if (_isOnTime)
        {
            Add(PendingKind.Tick, receiver, message, envelope.Sender, _instantNs);
        }
        else if (message is Terminated)
        {
            AcceptDeath(receiver, envelope);
        }
        else
        {
            Add(PendingKind.Message, receiver, message, envelope.Sender, _instantNs);
        }
    }

    /// <summary>Takes in a message that an actor had put aside and wants to see again.</summary>
    internal void AcceptFirst(ActorSlot receiver, Envelope envelope)
    {
        var handle = Rent(PendingKind.Injected, _running, receiver, envelope.Message, envelope.Sender, _instantNs);
        _order.AddFirst(handle);
    }

    /// <summary>Takes in work for a later time, in the name of the running actor.</summary>
    internal void Schedule(long delayNs, ScheduledWork work) =>
        Add(PendingKind.Scheduled, _running, work, null, VirtualTime.Add(_instantNs, delayNs));

    internal bool Cancel(int handle, int version)
    {
        ref var pending = ref _pool[handle];
        if (pending.Version != version || pending.Kind != PendingKind.Timer)
        {
            return false;
        }

        pending.Kind = PendingKind.None;
        pending.Message = null;
        pending.To.Count--;
        return true;
    }

    /// <summary>
    /// A death is told by the dead: Akka lets the watcher tell itself, which would overtake what the dead actor sent
    /// while it was alive.
    /// </summary>
    private void AcceptDeath(ActorSlot receiver, Envelope envelope)
    {
        var from = _stopped.TryFind(envelope.Sender, out var slot) ? slot : _running;
        var handle = Rent(PendingKind.Message, from, receiver, envelope.Message, envelope.Sender, _instantNs);
        _order.Add(handle);
    }

    private int Add(PendingKind kind, ActorSlot receiver, object message, IActorRef? replyTo, long arrivalNs)
    {
        var handle = Rent(kind, _running, receiver, message, replyTo, arrivalNs);
        _order.Add(handle);
        return handle;
    }

    private int Rent(PendingKind kind, ActorSlot from, ActorSlot to, object message, IActorRef? replyTo, long arrivalNs)
    {
        var handle = _pool.Rent();
        ref var pending = ref _pool[handle];
        pending.Kind = kind;
        pending.From = from;
        pending.To = to;
        pending.Message = message;
        pending.ReplyTo = replyTo;
        pending.SentNs = _instantNs;
        pending.ArrivalNs = arrivalNs;
        pending.Sequence = ++from.Sent;
        from.UnderWay += kind == PendingKind.Message ? 1 : 0;
        to.Count++;
        if (Carried is not null)
        {
            _pool.Carry(handle, Carried);
        }

        return handle;
    }

    private void Take(int handle, long startNs)
    {
        var pending = _pool[handle];
        Carried = _pool.TakeCarried(handle);
        _pool.Release(handle);
        _slotsBefore = _slots;
        _pool.Reached.Clear();
        _pool.Buried.Clear();
        pending.From.UnderWay -= pending.Kind == PendingKind.Message ? 1 : 0;
        pending.To.Count--;
        _stopped.Sweep();
        if (pending.Kind == PendingKind.Scheduled)
        {
            RunScheduled(pending.To, (ScheduledWork)pending.Message!, startNs);
        }
        else if (pending.To.IsStopped)
        {
            Bury(in pending);
        }
        else
        {
            Deliver(in pending, startNs);
        }

        Carried = null;
    }

    private void Deliver(in PendingDelivery pending, long startNs)
    {
        var receiver = pending.To;
        _clockNs = startNs;
        SentNs = pending.SentNs;
        ArrivedNs = pending.ArrivalNs;
        var delivery = new Delivery(Deliveries + 1, startNs, pending.ArrivalNs, startNs, pending.From, receiver, pending.Message!);
        if (_options.Filter is { } filter)
        {
            if (filter.Pass(in delivery) is not { } passed)
            {
                Dropped++;
                return;
            }

            delivery = delivery with { Message = passed };
        }

        _pool.Delivered = ++Deliveries;
        _digest.Add(startNs, pending.From, receiver, _fingerprint.Of(delivery.Message));
        foreach (var observer in _observers)
        {
            observer.Delivering(in delivery);
        }

        Handle(receiver, new Envelope(delivery.Message, pending.ReplyTo!), startNs);
        if (_observers.Length > 0)
        {
            delivery = delivery with { EndNs = receiver.BusyUntilNs };
            foreach (var observer in _observers)
            {
                observer.Delivered(in delivery);
            }
        }
    }

    private void Handle(ActorSlot receiver, Envelope envelope, long startNs)
    {
        _running = receiver;
        _instantNs = startNs;
        _handling = envelope.Message;
        receiver.BusyUntilNs = startNs;
        receiver.Grant(envelope);
        var mailbox = receiver.Mailbox!;
        Watch?.Begin(receiver.ToString(), envelope.Message.GetType().Name);
        mailbox.Run();
        LatestEndNs = Math.Max(LatestEndNs, receiver.BusyUntilNs);
        _handling = null;
        if (!_system.IsEmpty)
        {
            _system.Finish();
        }

        Watch?.End();
        _running = _outside;
        if (AkkaInternals.IsSuspended(mailbox) && !receiver.IsStopped)
        {
            // All of supervision is done, so what still holds the mailbox is a task that it awaits.
            receiver.TakeBackGrant();
            _faults.Fault(new OutsideWorldException(receiver.ToString(), envelope.Message.GetType().Name, "is handled by awaiting a task that is not done (ReceiveAsync or RunTask)"));
        }
    }

    /// <summary>Lets an actor work off its system messages, at the instant they became due or when it has time.</summary>
    internal void RunSystem(ActorSlot slot)
    {
        if (slot.Mailbox is not { } mailbox)
        {
            return;
        }

        // Whom the delivery in hand creates has no state yet that could have come before, and the world's own matter to nobody.
        if (slot.Index >= _ownSlots && slot.Index < _slotsBefore)
        {
            _pool.Reached.Add(slot.Index);
        }

        var (running, instantNs) = (_running, _instantNs);
        _running = slot;
        _instantNs = Math.Max(slot.SystemDueNs, slot.BusyUntilNs);
        mailbox.Run();
        (_running, _instantNs) = (running, instantNs);
    }

    private void RunScheduled(ActorSlot owner, ScheduledWork work, long startNs)
    {
        _clockNs = _instantNs = startNs;
        _running = owner;
        _isOnTime = true;
        _works++;
        try
        {
            if (work.IntervalNs > 0)
            {
                Schedule(work.IntervalNs, work);
            }

            work.Run();
        }
        finally
        {
            _isOnTime = false;
        }

        _system.Finish();
        _running = _outside;
    }

    private void Bury(in PendingDelivery pending)
    {
        _running = pending.From;
        pending.To.Actor!.Tell(pending.Message!, pending.ReplyTo);
        _running = _outside;
    }

    private void RefuseAsk(ActorSlot receiver, Envelope envelope)
    {
        if (OutsideCall.IsAsk(envelope.Sender))
        {
            _faults.Fault(new OutsideWorldException(receiver.ToString(), envelope.Message.GetType().Name, "was sent with Ask"));
        }
    }
}
