using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>One growth that built pages.</summary>
/// <param name="AtNs">When its pages were in the free areas.</param>
/// <param name="Zone">The zone that grew.</param>
/// <param name="Order">The order that fell short.</param>
/// <param name="Before">The frontier it started from.</param>
/// <param name="After">The frontier it left.</param>
/// <param name="Pages">Pages built.</param>
/// <param name="Reason">Which place of the allocation path asked.</param>
/// <param name="Cpu">The CPU whose request fell short.</param>
public sealed record Growth(
    long AtNs, ZoneRef Zone, int Order, long Before, long After, long Pages, GrowthReason Reason, int Cpu);
