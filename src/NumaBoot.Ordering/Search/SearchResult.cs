using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>What a search found.</summary>
/// <param name="Failures">Each failure once, with the first schedule that shows it.</param>
/// <param name="Schedules">Schedules that were run to their end.</param>
/// <param name="Deliveries">Deliveries in all of them.</param>
/// <param name="DistinctOrders">How many of them were different.</param>
/// <param name="IsExhausted">Whether there are no others.</param>
public sealed record SearchResult(
    ImmutableArray<FoundFailure> Failures, long Schedules, long Deliveries, long DistinctOrders, bool IsExhausted)
{
    /// <summary>Schedules that an exhaustive search gave up on the way: all that could follow was seen in others.</summary>
    public long Redundant { get; init; }

    /// <summary>How often an exhaustive search left aside what would have begun a cycle again.</summary>
    public long CyclesCut { get; init; }
}
