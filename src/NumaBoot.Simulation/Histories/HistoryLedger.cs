using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Takes what the history of a boot wants from what actors write in the ledger, and passes on.</summary>
internal sealed class HistoryLedger : PassingLedger
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

    /// <summary>The frontier of a node stands somewhere.</summary>
    public void FrontierStands(int nid, long pfn) =>
        _recorder.Set(nid, HistoryLine.FirstDeferredPfn, _nowNs(), Math.Min(pfn, _ends[nid]));

    public override void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        _recorder.Freed(zone, frames, _by, _who, _nowNs());
        AddFree(zone, PagesOf(frames));
        base.Freed(zone, frames);
    }

    public override void Released(ZoneRef zone, PfnRange frames)
    {
        _recorder.Freed(zone, [frames], FreedBy.Release, -1, _nowNs());
        AddFree(zone, frames.Pages);
        base.Released(zone, frames);
    }

    public override void Taken(in Taking taking)
    {
        AddFree(taking.Zone, -PagesOf(taking.Frames));
        base.Taken(taking);
    }

    public override void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0)
    {
        AddFree(zone, PagesOf(frames));
        base.GivenBack(zone, cpu, frames, order);
    }

    public override void FrontierMoved(ZoneRef zone, long before, long after)
    {
        FrontierStands(zone.Nid, after);
        base.FrontierMoved(zone, before, after);
    }

    public override void RestClaimed(int nid)
    {
        FrontierStands(nid, Frontier.None);
        base.RestClaimed(nid);
    }

    private void AddFree(ZoneRef zone, long pages) => _recorder.Add(zone.Nid, HistoryLine.FreePages, _nowNs(), pages);

    private static long PagesOf(ImmutableArray<PfnRange> frames)
    {
        long pages = 0;
        foreach (var range in frames)
        {
            pages += range.Pages;
        }

        return pages;
    }
}
