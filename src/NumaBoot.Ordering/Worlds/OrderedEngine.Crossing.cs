using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>Messages that come from another engine or go to one, where several of them make up one world.</summary>
public sealed partial class OrderedEngine
{
    private Crossing _crossing;

    /// <summary>
    /// Counts a message of the running actor that leaves this engine, as if it had been sent to an actor here.
    /// </summary>
    /// <returns>How manieth thing the actor sent, counted from 1.</returns>
    public long Depart()
    {
        RequireRunning();
        return ++_running.Sent;
    }

    /// <summary>Makes an actor of another engine known as a sender.</summary>
    /// <param name="place">Its place there.</param>
    public ActorSlot Stranger(ActorPlace place) => new(this, _slots++, null, place, 0);

    /// <summary>Takes in a message of an actor of another engine; ties go by its sender as they would there.</summary>
    /// <param name="from">The sender, by <see cref="Stranger"/>.</param>
    /// <param name="receiver">Who gets it.</param>
    /// <param name="message">The message.</param>
    /// <param name="sentNs">When it was sent, in nanoseconds.</param>
    /// <param name="arrivalNs">When it arrives, in nanoseconds; not before this engine's clock.</param>
    /// <param name="sequence">What <see cref="Depart"/> said there.</param>
    /// <param name="carried">What travels beside it; null for nothing.</param>
    public void Arrive(ActorSlot from, IActorRef receiver, object message, long sentNs, long arrivalNs, long sequence, object? carried = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(arrivalNs, _clockNs);
        using var drive = new Drive(this);
        _crossing = new Crossing(from, sentNs, arrivalNs, sequence);
        Carried = carried;
        try
        {
            receiver.Tell(message, ActorRefs.NoSender);
        }
        finally
        {
            _crossing = default;
        }
    }

    private void AcceptCrossing(ActorSlot receiver, in Envelope envelope)
    {
        int handle = Rent(PendingKind.Injected, _crossing.From!, receiver, envelope.Message, envelope.Sender, _crossing.ArrivalNs);
        ref var pending = ref _pool[handle];
        pending.SentNs = _crossing.SentNs;
        pending.Sequence = _crossing.Sequence;
        _order.Add(handle);
    }

    private readonly record struct Crossing(ActorSlot? From, long SentNs, long ArrivalNs, long Sequence);
}
