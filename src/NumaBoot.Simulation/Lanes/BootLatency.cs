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

    public long DelayNs(ActorSlot sender, ActorSlot receiver, object message)
    {
        if (sender.Tag is null || receiver.Tag is null)
        {
            return costs.LocalMessageNs;
        }

        long jitter = costs.JitterNs > 0 ? (long)(Mix(Seed, sender.SortKey, receiver.SortKey) % (ulong)costs.JitterNs) : 0;
        return BaseNs(OrderedLane.NidOf(sender), OrderedLane.NidOf(receiver)) + jitter;
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
