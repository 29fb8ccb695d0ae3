using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>
/// The actors that have stopped, for the sake of those that watch them: a death is told by the dead. Kept are those whose
/// last words are still under way; the others are dug out once there are many, and all with the schedule. Weak references
/// would do the same without counting, but every garbage collection has to look at each of them.
/// </summary>
internal sealed class Graveyard
{
    private const int SweepFloor = 1024;

    private readonly Dictionary<IActorRef, ActorSlot> _slots = new(ReferenceEqualityComparer.Instance);
    private int _sweepAt = SweepFloor;

    public void Add(ActorSlot slot) => _slots[slot.Actor!] = slot;

    public bool TryFind(IActorRef? dead, [NotNullWhen(true)] out ActorSlot? slot)
    {
        slot = null;
        return dead is not null && _slots.TryGetValue(dead, out slot);
    }

    /// <summary>Forgets those of whom nothing is under way, where there are many. Only between two deliveries: the news of a death may not have been told before.</summary>
    public void Sweep()
    {
        if (_slots.Count >= _sweepAt)
        {
            foreach (var (actor, _) in _slots.Where(grave => grave.Value.UnderWay == 0).ToList())
            {
                _slots.Remove(actor);
            }

            _sweepAt = Math.Max(SweepFloor, _slots.Count * 2);
        }
    }

    public void Clear()
    {
        _slots.Clear();
        _sweepAt = SweepFloor;
    }
}
