using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Where a block of lanes ends: what goes to other nodes is written down here, and says how far the block may go on.</summary>
/// <param name="latency">How long messages travel.</param>
/// <param name="nids">The nodes that are here; <see cref="ActorAddress.Machine"/> for what belongs to none.</param>
/// <param name="delayNs">No message between two lanes travels for less than this, in nanoseconds.</param>
internal sealed class LaneBorder(BootLatency latency, IReadOnlySet<int> nids, long delayNs)
{
    private List<CrossMessage> _outbox = [];

    /// <summary>Nothing that starts at this time or later may be delivered yet, in nanoseconds.</summary>
    public long BoundNs { get; private set; }

    /// <summary>Whether a node is elsewhere.</summary>
    public bool IsAbroad(int nid) => !nids.Contains(nid);

    /// <summary>Begins a window.</summary>
    /// <param name="horizonNs">Nothing unprovoked arrives before this.</param>
    /// <param name="outbox">Where to put what leaves.</param>
    public void Begin(long horizonNs, List<CrossMessage> outbox)
    {
        BoundNs = horizonNs;
        _outbox = outbox;
    }

    /// <summary>Sends a message of the running actor abroad. Its answer may be here as soon as it can have gone there and back.</summary>
    public void Leave(ActorAddress to, IBootMessage message)
    {
        var engine = OrderedEngine.Current;
        long toKey = OrderedLane.KeyOf(to);
        long arrivalNs = engine.NowNs + latency.DelayNs(engine.Running.SortKey, OrderedLane.NidOf(engine.Running), toKey, to.Nid);
        _outbox.Add(new CrossMessage(arrivalNs, engine.Running.SortKey, engine.Depart(), engine.NowNs, toKey, message));
        if (arrivalNs + delayNs < BoundNs)
        {
            BoundNs = arrivalNs + delayNs;
            engine.RequestStop();
        }
    }
}
