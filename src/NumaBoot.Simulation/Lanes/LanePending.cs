using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>What is pending on the nodes of a block, from its queue.</summary>
/// <param name="order">The queue.</param>
/// <param name="slotOf">An actor as its engine knows it.</param>
internal sealed class LanePending(TimeOrder order, Func<ActorAddress, ActorSlot> slotOf) : IPending
{
    private readonly List<object> _waiting = [];

    public long NextNs(int nid) => order.FirstNs(OrderedLane.GroupOf(nid));

    public long BusyUntilNs(ActorAddress actor) => slotOf(actor).BusyUntilNs;

    public void AddWaiting(ActorAddress actor, List<IBootMessage> waiting)
    {
        _waiting.Clear();
        order.AddWaiting(slotOf(actor), _waiting);
        foreach (object message in _waiting)
        {
            waiting.Add((IBootMessage)message);
        }
    }
}
