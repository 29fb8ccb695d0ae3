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
            Ledger.Initialised(new ZoneRef(node.Nid, ZoneKind.Normal), node.LastZone!.EarlyFrames);
            Ledger.Freed(new ZoneRef(node.Nid, ZoneKind.Normal), node.LastZone!.EarlyFrames);
        }

        Assert.Equal([8, 40], _plan.Nodes.Select(node => node.Frontier));
        AssertHolds();
    }

    protected BootLedger Ledger { get; }

    /// <summary>A section is initialised and freed, and the frontier moves behind it.</summary>
    protected void Grow(long start, long after)
    {
        Ledger.Initialised(Zone, Pages(start, 8));
        Ledger.Freed(Zone, Pages(start, 8));
        Ledger.FrontierMoved(Zone, start, after);
    }

    /// <summary>A CPU takes one page.</summary>
    protected void Take(long pfn, TakeGround ground = TakeGround.Checked, long allowed = 1) =>
        Ledger.Taken(new Taking(Zone, 0, Pages(pfn, 1), 0, 1, ground, allowed));

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
