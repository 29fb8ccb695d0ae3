using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Tells the traced lane what actors write in the ledger, as far as spans are made of it.</summary>
internal sealed class TracedLedger(IBootLedger inner) : PassingLedger(inner)
{
    /// <summary>Whom it tells; set by that lane itself.</summary>
    public TracedLane Lane { get; set; } = null!;

    public override void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        Lane.Initialised(zone, frames, builder);
        base.Initialised(zone, frames, builder);
    }

    public override void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand)
    {
        Lane.GrowthStarted(ask);
        base.GrowthStarted(zone, ask, demand);
    }

    public override void FrontierMoved(ZoneRef zone, long before, long after)
    {
        TracedLane.FrontierMoved(before, after);
        base.FrontierMoved(zone, before, after);
    }

    public override void GrowthAnswered(RequestId ask, bool grew)
    {
        Lane.GrowthAnswered(ask);
        base.GrowthAnswered(ask, grew);
    }

    public override void Answered(RequestId id)
    {
        Lane.Answered(id);
        base.Answered(id);
    }

    public override void LateInitStarted(int nid)
    {
        Lane.LateInitStarted(nid);
        base.LateInitStarted(nid);
    }

    public override void NodeDone(int nid)
    {
        Lane.NodeDone(nid);
        base.NodeDone(nid);
    }
}
