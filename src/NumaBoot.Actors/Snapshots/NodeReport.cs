using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>What a node did, as its actors tell at the end of a boot.</summary>
/// <param name="Nid">The node.</param>
/// <param name="EarlyPages">Pages freed to its zones when memblock handed over.</param>
/// <param name="GrownPages">Pages that growth added.</param>
/// <param name="LatePages">Pages that late init added.</param>
/// <param name="LateWorkers">Workers that built them.</param>
/// <param name="LateNs">How long its late init took.</param>
/// <param name="Growths">Its growths, in order.</param>
/// <param name="Allocations">What became of allocations that preferred it, by its own CPUs.</param>
/// <param name="Holdings">What its CPUs hold, of this and other nodes.</param>
/// <param name="Failures">Allocations of its CPUs that failed; the first few.</param>
public sealed record NodeReport(
    int Nid,
    long EarlyPages,
    long GrownPages,
    long LatePages,
    int LateWorkers,
    long LateNs,
    ImmutableArray<Growth> Growths,
    AllocationTally Allocations,
    ImmutableArray<CpuHoldings> Holdings,
    ImmutableArray<WorkFailure> Failures)
{
    /// <summary>Pages that memblock freed after its hand-over and that got into no free area: nobody will ever have them.</summary>
    public long LostPages { get; init; }
}
