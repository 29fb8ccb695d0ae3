using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.TestFixtures;

/// <summary>What was heard of one block; what it counts goes into the sums of all.</summary>
/// <param name="all">The sums.</param>
/// <param name="lanes">Its nodes.</param>
internal sealed class HeardBlock(SummedMeter all, IReadOnlyCollection<int> lanes) : IBlockMeter
{
    /// <summary>Its nodes.</summary>
    public IReadOnlyCollection<int> Lanes { get; } = lanes;

    /// <summary>Free pages by node.</summary>
    public Dictionary<int, long> Free { get; } = [];

    /// <summary>Pages not initialised by node.</summary>
    public Dictionary<int, long> Deferred { get; } = [];

    /// <summary>Frontiers by node, each with all that it ever was.</summary>
    public Dictionary<int, List<long>> Frontiers { get; } = [];

    /// <summary>Phases, in order.</summary>
    public List<(string Name, long AtNs)> Phases { get; } = [];

    /// <summary>Actors that were created.</summary>
    public long Actors { get; private set; }

    /// <summary>What pended last.</summary>
    public long Pending { get; private set; }

    /// <summary>How far it came.</summary>
    public long ReachedNs { get; private set; }

    /// <summary>Whether it is no more.</summary>
    public bool HasEnded { get; private set; }

    public void Initialised(int nid, PageBuilder builder, long pages)
    {
        all.Add($"initialised {builder}", pages);
        all.Add($"node {nid} initialised {builder}", pages);
    }

    public void Grew(int nid, GrowthReason reason)
    {
        all.Add($"grew {reason}", 1);
        all.Add($"node {nid} grew", 1);
    }

    public void Allocated(int nid, AllocationWay way, long blocks) => all.Add($"allocated {way}", blocks);

    public void Waited(WaitPlace at, long ns, bool isTraced)
    {
        all.Add($"waits {at}", 1);
        all.Add($"waited ns {at}", ns);
        all.Add($"traced waits {at}", isTraced ? 1 : 0);
    }

    public void NodeInitialised(int nid, long ns) => all.Add($"node {nid} init ns", ns);

    public void Delivered(ActorRole role, long messages)
    {
        all.Add("deliveries", messages);
        all.Add($"deliveries {role}", messages);
    }

    public void Arrived(ActorRole role, long ns)
    {
        all.Add("ways", 1);
        all.Add("ways ns", ns);
    }

    public void Restarted(ActorRole role) => all.Add($"restarts {role}", 1);

    public void Crossed(long messages) => all.Add("crossed", messages);

    public void FreeChanged(int nid, long pages) => Free[nid] = Free.GetValueOrDefault(nid) + pages;

    public void DeferredChanged(int nid, long pages) => Deferred[nid] = Deferred.GetValueOrDefault(nid) + pages;

    public void FrontierStands(int nid, long pfn)
    {
        Frontiers.TryAdd(nid, []);
        Frontiers[nid].Add(pfn);
    }

    public void Created(ActorRole role, long actors) => Actors += actors;

    public void Pends(long messages) => Pending = messages;

    public void PhaseBegan(string name, long atNs) => Phases.Add((name, atNs));

    public void Reached(long atNs) => ReachedNs = atNs;

    public void Ended() => HasEnded = true;
}
