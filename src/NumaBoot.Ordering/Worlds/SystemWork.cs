using Akka.Actor;
using Akka.Dispatch;

namespace NumaBoot.Ordering;

/// <summary>
/// What Akka does between deliveries: starting, stopping, suspending and restarting actors, and the messages of the
/// actor system's own guardians. It takes no virtual time and is done before the next delivery.
/// </summary>
internal sealed class SystemWork(OrderedEngine engine)
{
    private readonly Queue<IRunnable> _runnables = new();
    private readonly Queue<(ActorSlot Slot, Envelope Envelope)> _housekeeping = new();
    private List<ActorSlot> _due = [];
    private List<ActorSlot> _round = [];

    public bool IsEmpty => _due.Count == 0 && _housekeeping.Count == 0 && _runnables.Count == 0;

    public void Due(ActorSlot slot) => _due.Add(slot);

    public void Due(IRunnable runnable) => _runnables.Enqueue(runnable);

    public void Due(ActorSlot slot, Envelope envelope) => _housekeeping.Enqueue((slot, envelope));

    /// <summary>Does all of it, and what comes of it.</summary>
    public void Finish()
    {
        while (!IsEmpty)
        {
            if (_due.Count > 0)
            {
                RunRound();
            }
            else if (_housekeeping.TryDequeue(out var message))
            {
                Keep(message.Slot, message.Envelope);
            }
            else
            {
                _runnables.Dequeue().Run();
            }
        }
    }

    /// <summary>
    /// One round at a time, by number of actor: Akka keeps children in the order of hashes that differ from process to
    /// process, and suspends, restarts and stops them in that order.
    /// </summary>
    private void RunRound()
    {
        (_round, _due) = (_due, _round);
        if (_round.Count > 1)
        {
            _round.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        }

        foreach (var slot in _round)
        {
            engine.RunSystem(slot);
        }

        _round.Clear();
    }

    private void Keep(ActorSlot slot, Envelope envelope)
    {
        slot.Grant(envelope);
        engine.RunSystem(slot);
        slot.TakeBackGrant();
    }
}
