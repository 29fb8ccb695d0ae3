using System.Collections.Concurrent;

namespace NumaBoot.Telemetry;

/// <summary>How one block of lanes stands. One thread at a time changes it, any may read.</summary>
/// <param name="all">How all stand.</param>
/// <param name="run">The how-manieth run it is of.</param>
/// <param name="lanes">How many lanes it has.</param>
/// <param name="hasNodes">Whether its nodes have series of their own.</param>
internal sealed class StandingBlock(Standings all, long run, int lanes, bool hasNodes)
{
    private long _free;
    private long _deferred;

    /// <summary>The how-manieth run it is of.</summary>
    public long Run { get; } = run;

    /// <summary>How many lanes it has.</summary>
    public int Lanes { get; } = lanes;

    /// <summary>Whether its nodes have series of their own.</summary>
    public bool HasNodes { get; } = hasNodes;

    /// <summary>Free pages on all nodes.</summary>
    public long Free => Interlocked.Read(ref _free);

    /// <summary>Pages not initialised, on all nodes.</summary>
    public long Deferred => Interlocked.Read(ref _deferred);

    /// <summary>Free pages by node; empty where nodes have no series.</summary>
    public ConcurrentDictionary<int, long> FreeOf { get; } = [];

    /// <summary>Pages not initialised by node; empty where nodes have no series.</summary>
    public ConcurrentDictionary<int, long> DeferredOf { get; } = [];

    /// <summary>Frontiers by node; empty where nodes have no series.</summary>
    public ConcurrentDictionary<int, long> FrontierOf { get; } = [];

    /// <summary>More pages are free, or fewer.</summary>
    public void AddFree(int nid, long pages) => Add(ref _free, FreeOf, nid, pages);

    /// <summary>More pages are not initialised, or fewer.</summary>
    public void AddDeferred(int nid, long pages) => Add(ref _deferred, DeferredOf, nid, pages);

    /// <summary>A frontier stands somewhere.</summary>
    public void SetFrontier(int nid, long pfn)
    {
        if (HasNodes)
        {
            FrontierOf[nid] = pfn;
        }
    }

    /// <summary>A phase began.</summary>
    public void BeginPhase(string name, long atNs) => all.BeginPhase(Run, name, atNs);

    /// <summary>It has come so far.</summary>
    public void Reach(long atNs) => all.Reach(Run, atNs);

    /// <summary>It is no more.</summary>
    public void End() => all.End(this);

    private void Add(ref long sum, ConcurrentDictionary<int, long> nodes, int nid, long pages)
    {
        Interlocked.Add(ref sum, pages);
        if (HasNodes)
        {
            nodes.AddOrUpdate(nid, pages, (_, before) => before + pages);
        }
    }
}
