using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// How long a message travels: by the distance of the nodes, and a little more by the seed. The little is drawn once for
/// each pair of actors, from seed and addresses alone, so it does not depend on what else happens.
/// </summary>
internal sealed class BootLatency(CostModel costs, NodeDistances distances, long seed) : ILatency
{
    public bool KeepsPairOrder => true;

    /// <summary>Decides the little; to be changed only between two boots.</summary>
    public long Seed { get; set; } = seed;

    /// <summary>No message between two nodes, or between a node and what belongs to none, travels for less, in nanoseconds.</summary>
    public static long SmallestCrossingNs(CostModel costs) => costs.LocalMessageNs + costs.RemoteMessageNsPerTenth;

    public long DelayNs(ActorSlot sender, ActorSlot receiver, object message)
    {
        if (sender.Tag is null || receiver.Tag is null)
        {
            return costs.LocalMessageNs;
        }

        return DelayNs(sender.SortKey, OrderedLane.NidOf(sender), receiver.SortKey, OrderedLane.NidOf(receiver));
    }

    /// <summary>The same between two actors by sort key and node, wherever they are.</summary>
    public long DelayNs(long from, int fromNid, long to, int toNid)
    {
        long jitter = costs.JitterNs > 0 ? (long)(Mix(Seed, from, to) % (ulong)costs.JitterNs) : 0;
        return BaseNs(fromNid, toNid) + jitter;
    }

    private long BaseNs(int from, int to)
    {
        if (from == to)
        {
            return costs.LocalMessageNs;
        }

        int distance = from < 0 || to < 0 ? NodeDistances.Local : distances.Between(from, to);
        return costs.LocalMessageNs + (costs.RemoteMessageNsPerTenth * distance / NodeDistances.Local);
    }

    private static ulong Mix(long seed, long from, long to)
    {
        var fingerprint = default(Fingerprint);
        fingerprint.Add(seed);
        fingerprint.Add(from);
        fingerprint.Add(to);
        return fingerprint.Value;
    }
}
