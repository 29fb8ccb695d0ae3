using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Tells when asking to grow goes round in a circle: a zone is told to try again, finds nothing and asks once more, and
/// since it asked for the same CPU before, neither it nor the writer has heard of anything else. Whoever goes round has
/// not changed anything; so two of them do not keep each other going.
/// </summary>
public sealed class GrowthRounds : IDeliveryObserver
{
    private readonly Dictionary<(ZoneRef Zone, int Cpu), (long Begun, long BegunBefore)> _rounds = [];
    private readonly Dictionary<int, long> _changes = [];
    private object _message = "";
    private bool _asksOn;

    /// <inheritdoc />
    public void Delivering(in Delivery delivery)
    {
        if (delivery.Number == 1)
        {
            _rounds.Clear();
            _changes.Clear();
        }

        _message = Letter.ContentOf(delivery.Message);
        _asksOn = false;
        if (!MayGoRound(_message))
        {
            NoteChange(in delivery);
        }
    }

    /// <inheritdoc />
    public void Delivered(in Delivery delivery)
    {
        if (MayGoRound(_message) && !_asksOn && _message is not CoordinatorMessages.ReadFrontier)
        {
            NoteChange(in delivery);
        }

        _message = "";
    }

    /// <summary>Hears what the delivery in hand sends.</summary>
    internal void Sent(object message)
    {
        if (message is ZoneMessages.GrowAnswered { Grew: true, Waited: false } && _message is CoordinatorMessages.AskToGrow)
        {
            _asksOn = true;
        }
        else if (AskerOf(message) is { } asker)
        {
            _asksOn = true;
            if (_message is not (ZoneMessages.FrontierRead or CpuMessages.FrontierRead))
            {
                Begin(asker);
            }
        }
    }

    /// <summary>Whether a delivery would only begin a round that has just been gone through.</summary>
    internal bool Repeats(object message) =>
        AskerOf(message) is { } asker && _rounds.TryGetValue(asker, out var round) && round.BegunBefore == ChangesOf(asker.Zone.Nid);

    // What of a round its zone and its writer hear.
    private static bool MayGoRound(object message) => message is
        CoordinatorMessages.ReadFrontier or ZoneMessages.FrontierRead or CoordinatorMessages.AskToGrow or ZoneMessages.GrowAnswered;

    private static (ZoneRef Zone, int Cpu)? AskerOf(object message) => message switch
    {
        CoordinatorMessages.ReadFrontier { Asking: { } asking } => (asking.Zone, asking.Cpu),
        CoordinatorMessages.AskToGrow ask => (ask.Zone, ask.Cpu),
        _ => null,
    };

    private void Begin((ZoneRef Zone, int Cpu) asker)
    {
        // A request that is new, or was refused in between, has not been round before.
        bool goesOn = _message is ZoneMessages.GrowAnswered && _rounds.ContainsKey(asker);
        _rounds[asker] = (ChangesOf(asker.Zone.Nid), goesOn ? _rounds[asker].Begun : -1);
    }

    private void NoteChange(in Delivery delivery)
    {
        if (delivery.Receiver.Tag is ActorAddress { Role: ActorRole.Zone or ActorRole.Coordinator } address)
        {
            _changes[address.Nid] = _changes.GetValueOrDefault(address.Nid) + 1;
        }
    }

    // A writer of the machine has no node, and what it hears concerns all.
    private long ChangesOf(int nid) => _changes.GetValueOrDefault(nid) + _changes.GetValueOrDefault(ActorAddress.Machine);
}
