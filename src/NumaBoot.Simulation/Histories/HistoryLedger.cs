using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Takes what the history of a boot wants from what actors write in the ledger, and passes on.</summary>
internal sealed class HistoryLedger : MemoryLedger
{
    private readonly HistoryRecorder _recorder;
    private readonly Func<long> _nowNs;
    private readonly Dictionary<int, long> _ends;
    private FreedBy _by;
    private int _who;

    /// <summary>A ledger that is looked at.</summary>
    /// <param name="inner">Where it passes on to.</param>
    /// <param name="recorder">Keeps what it takes.</param>
    /// <param name="plan">The boot.</param>
    /// <param name="nowNs">The virtual time of the delivery in hand, in nanoseconds.</param>
    public HistoryLedger(IBootLedger inner, HistoryRecorder recorder, BootPlan plan, Func<long> nowNs)
        : base(inner)
    {
        _recorder = recorder;
        _nowNs = nowNs;
        _ends = plan.Nodes.ToDictionary(node => node.Nid, node => node.Layout.End);
    }

    /// <summary>Pages that come into free areas in the delivery in hand come this way.</summary>
    /// <param name="by">How.</param>
    /// <param name="who">On whose behalf; -1 for nobody's.</param>
    public void Frees(FreedBy by, int who) => (_by, _who) = (by, who);

    public override void FrontierStands(int nid, long pfn) =>
        _recorder.Set(nid, HistoryLine.FirstDeferredPfn, _nowNs(), Math.Min(pfn, _ends[nid]));

    public override void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        _recorder.Freed(zone, frames, _by, _who, _nowNs());
        base.Freed(zone, frames);
    }

    public override void Released(ZoneRef zone, PfnRange frames)
    {
        _recorder.Freed(zone, [frames], FreedBy.Release, -1, _nowNs());
        base.Released(zone, frames);
    }

    protected override void AddFree(ZoneRef zone, long pages) => _recorder.Add(zone.Nid, HistoryLine.FreePages, _nowNs(), pages);
}
