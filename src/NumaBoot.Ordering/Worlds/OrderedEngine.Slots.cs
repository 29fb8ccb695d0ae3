using Akka.Actor;
using Akka.Dispatch;

namespace NumaBoot.Ordering;

/// <summary>What the engine does for the dispatcher and the mailbox type that Akka knows.</summary>
public sealed partial class OrderedEngine
{
    private readonly Dictionary<IActorRef, int> _dead = [];

    internal static OrderedEngine? TryCurrent => _current;

    /// <summary>An actor as this engine knows it; null for one that it does not drive, or that has stopped.</summary>
    /// <param name="actor">The actor.</param>
    public ActorSlot? SlotOf(IActorRef actor) =>
        actor is ActorRefWithCell { Underlying: ActorCell { Mailbox.MessageQueue: ActorSlot slot } } && ReferenceEquals(slot.Engine, this) ? slot : null;

    /// <summary>What was created up to now belongs to the world itself and outlives a new start.</summary>
    internal void Furnished() => _ownSlots = _slots;

    /// <summary>Makes the slot of an actor that is being created.</summary>
    internal ActorSlot CreateSlot(IActorRef actor)
    {
        var place = _nextPlace;
        _nextPlace = default;
        return new ActorSlot(this, _slots++, actor, place, _running.DigestGroup);
    }

    /// <summary>Notes that system messages wait in a mailbox.</summary>
    internal void SystemDue(ActorSlot slot)
    {
        slot.SystemDueNs = _instantNs;
        _system.Due(slot);
    }

    /// <summary>Notes work that belongs to no mailbox.</summary>
    internal void WorkDue(IRunnable work) => _system.Due(work);

    /// <summary>Notes that an actor stops, for the sake of those that watch it.</summary>
    internal void Stopping(ActorSlot slot)
    {
        _stopped.Add(slot);
        if (_order is ChoiceOrder && slot.Actor is { } actor)
        {
            _dead[actor] = slot.Index;
        }
    }

    /// <summary>Notes that something was sent to an actor that had stopped; it becomes no delivery.</summary>
    internal void CountDeadLetter(IActorRef actor)
    {
        DeadLetters++;
        if (_dead.TryGetValue(actor, out int index))
        {
            _pool.Buried.Add((_running.Index, index));
        }
    }

    /// <summary>Watches what actors begin outside of the order; null for not.</summary>
    internal AsyncWatch? Watch { get; set; }

    internal void Fault(Exception fault) => _faults.Fault(fault);

    /// <summary>Throws what reached an actor past the order.</summary>
    internal void ThrowIfOutside() => _faults.ThrowIfFault();

    internal void NoteFailure(IActorRef actor, Exception cause) =>
        _faults.Note(actor, cause, ReferenceEquals(_running.Actor, actor) ? _handling : null, Deliveries, _instantNs);

    /// <summary>Notes an error that Akka only logs: what an actor throws while it stops or makes room for its successor.</summary>
    internal void NoteError(Exception cause) =>
        _faults.Note(_running.Actor, cause, null, Deliveries, _instantNs);
}
