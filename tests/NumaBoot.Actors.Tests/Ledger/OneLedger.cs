using System.Collections.Immutable;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>
/// A ledger alone, told by hand what actors would tell it. Two nodes of four sections of eight pages; the early memory
/// map has built the first section of each and freed it.
/// </summary>
/// <remarks>
/// <code>
///    node 0                                       node 1
///   0          8          16         24         32         40         48         56         64
///   |== free ==|-- def. --|-- def. --|-- def. --|== free ==|-- def. --|-- def. --|-- def. --|
/// </code>
/// </remarks>
public abstract class OneLedger
{
    protected static readonly ZoneRef Zone = new(0, ZoneKind.Normal);

    private readonly BootPlan _plan = SmallMachine.Of(nodes: 2).Plan(InitPolicies.SingleWriter);

    protected OneLedger()
    {
        Ledger = new BootLedger(_plan);
        foreach (var node in _plan.Nodes)
        {
            Ledger.MemoryMapBuilt(node.Nid, node.Frontier);
            Ledger.Initialised(new ZoneRef(node.Nid, ZoneKind.Normal), node.LastZone!.EarlyFrames, PageBuilder.EarlyMap);
            Ledger.Freed(new ZoneRef(node.Nid, ZoneKind.Normal), node.LastZone!.EarlyFrames);
        }

        Assert.Equal([8, 40], _plan.Nodes.Select(node => node.Frontier));
        AssertHolds();
    }

    protected BootLedger Ledger { get; }

    /// <summary>A section is initialised and freed, and the frontier moves behind it.</summary>
    protected void Grow(long start, long after)
    {
        Ledger.Initialised(Zone, Pages(start, 8), PageBuilder.Growth);
        Ledger.Freed(Zone, Pages(start, 8));
        Ledger.FrontierMoved(Zone, start, after);
    }

    /// <summary>A CPU takes one page.</summary>
    protected void Take(long pfn, TakeMode mode = TakeMode.Counted) => TakeAll(Pages(pfn, 1), mode);

    /// <summary>A CPU takes pages one by one, or as a refill, after the check.</summary>
    protected void TakeAll(ImmutableArray<PfnRange> frames, TakeMode mode = TakeMode.Counted, WatermarkCheck check = WatermarkCheck.Low) =>
        Ledger.Taken(new Taking(Zone, 0, frames, Want(0, mode, check), TakeGround.Checked));

    /// <summary>A CPU takes one page of a type, after the check.</summary>
    protected void TakeAs(long pfn, MigrateType type, bool noFragment = false) =>
        Ledger.Taken(new Taking(Zone, 0, Pages(pfn, 1), Want(0) with { Type = type, NoFragment = noFragment }, TakeGround.Checked));

    /// <summary>The zone asks to grow and is answered; then a CPU takes one page without a check.</summary>
    protected void TakeGrown(long pfn, long number, bool grew = true)
    {
        HearGrown(number, grew);
        TakeUnchecked(Pages(pfn, 1), number);
    }

    /// <summary>The zone asks to grow, and hears the answer.</summary>
    protected void HearGrown(long number, bool grew = true)
    {
        Ledger.Requested(Ask(number));
        Ledger.GrowthAnswered(Ask(number), grew);
        Ledger.Answered(Ask(number));
    }

    /// <summary>A CPU takes pages without a check, on the ground that this ask was answered yes.</summary>
    protected void TakeUnchecked(ImmutableArray<PfnRange> frames, long number, TakeMode mode = TakeMode.Counted) =>
        Ledger.Taken(new Taking(Zone, 0, frames, Want(0, mode), TakeGround.Grown, Ask(number)));

    /// <summary>A request to grow of the zone of node 0.</summary>
    protected static RequestId Ask(long number) => new(ActorAddress.Zone(Zone), number);

    protected static Demand Want(int order, TakeMode mode = TakeMode.Counted, WatermarkCheck check = WatermarkCheck.Low) =>
        new(order, mode, check, ZoneKind.Normal);

    protected static RequestId Request(long number) => new(ActorAddress.Cpu(0, 0), number);

    protected static ImmutableArray<PfnRange> Pages(long start, long pages) => [PfnRange.Of(start, pages)];

    /// <summary>Nothing broke.</summary>
    protected void AssertHolds() => Assert.Empty(Ledger.Violations);

    /// <summary>This broke, and nothing else, and the report names what a reader looks for.</summary>
    protected void AssertBroken(Invariant invariant, string detail)
    {
        var violation = Assert.Single(Ledger.Violations);
        Assert.Equal((invariant, detail), (violation.Invariant, violation.Detail));
    }
}
