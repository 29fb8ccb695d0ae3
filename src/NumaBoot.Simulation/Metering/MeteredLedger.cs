using System.Collections.Concurrent;
using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Takes the numbers that a meter wants from what actors write in the ledger, and passes on.</summary>
internal sealed class MeteredLedger : MemoryLedger
{
    private readonly BlockMeasures _measures;
    private readonly Func<long> _nowNs;
    private readonly bool _isTimed;
    private readonly Dictionary<int, NodePlan> _nodes;
    private readonly ConcurrentDictionary<int, long> _initStartsNs = new();

    /// <summary>A ledger that is looked at.</summary>
    /// <param name="inner">Where it passes on to.</param>
    /// <param name="measures">Gathers the numbers.</param>
    /// <param name="plan">The boot.</param>
    /// <param name="nowNs">The virtual time of the delivery in hand, in nanoseconds; null where there is none.</param>
    public MeteredLedger(IBootLedger inner, BlockMeasures measures, BootPlan plan, Func<long>? nowNs)
        : base(inner)
    {
        _measures = measures;
        _isTimed = nowNs is not null;
        _nowNs = nowNs ?? (() => 0);
        _nodes = plan.Nodes.ToDictionary(node => node.Nid);
    }

    /// <summary>At first no page of these nodes is initialised.</summary>
    public void Begin(IEnumerable<int> nids)
    {
        foreach (int nid in nids.Where(_nodes.ContainsKey))
        {
            _measures.Add(new Measure(MeasureKind.Deferred, 0, _nodes[nid].Zones.Sum(zone => PagesOf(zone.FreeFrames)), nid));
        }
    }

    public override void FrontierStands(int nid, long pfn) =>
        _measures.Add(new Measure(MeasureKind.Frontier, 0, Math.Min(pfn, _nodes[nid].Layout.End), nid));

    public override void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        long pages = PagesOf(frames);
        _measures.Add(new Measure(MeasureKind.Initialised, (int)builder, pages, zone.Nid));
        if (builder == PageBuilder.EarlyMap)
        {
            _measures.Add(new Measure(MeasureKind.Deferred, 0, -pages, zone.Nid));
        }

        base.Initialised(zone, frames, builder);
    }

    // Who builds may be on another block than the node: what lies beyond the early map counts as built once it is freed, which is
    // always told where the node is.
    public override void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        long frontier = _nodes[zone.Nid].Frontier;
        _measures.Add(new Measure(MeasureKind.Deferred, 0, -frames.Where(range => range.Start >= frontier).Sum(range => range.Pages), zone.Nid));
        base.Freed(zone, frames);
    }

    public override void LateInitStarted(int nid)
    {
        _initStartsNs[nid] = _nowNs();
        base.LateInitStarted(nid);
    }

    public override void NodeDone(int nid)
    {
        if (_isTimed && _initStartsNs.TryRemove(nid, out long startNs))
        {
            _measures.Add(new Measure(MeasureKind.NodeInitialised, 0, _nowNs() - startNs, nid));
        }

        base.NodeDone(nid);
    }

    public override void AllocationEnded(in AllocationEnd end)
    {
        var way = end.ServedBy is null ? AllocationWay.Failed
            : end.HasWaited ? AllocationWay.Waited
            : end.IsRemote ? AllocationWay.Remote
            : AllocationWay.Local;
        _measures.Add(new Measure(MeasureKind.Allocated, (int)way, end.Blocks, end.Nid));
        base.AllocationEnded(in end);
    }

    protected override void AddFree(ZoneRef zone, long pages) => _measures.Add(new Measure(MeasureKind.Free, 0, pages, zone.Nid));
}
