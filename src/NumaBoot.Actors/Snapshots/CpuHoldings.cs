using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>Pages of one zone that a CPU answers for.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="AllocatedPages">Pages that its allocations hold.</param>
/// <param name="ListPages">Pages on its list.</param>
public sealed record CpuHoldings(ZoneRef Zone, long AllocatedPages, long ListPages);
