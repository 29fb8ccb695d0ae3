using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>How far a search is.</summary>
/// <param name="Schedules">Schedules that were run.</param>
/// <param name="Deliveries">Deliveries in all of them.</param>
/// <param name="DistinctOrders">How many of them were different.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SearchProgress(long Schedules, long Deliveries, long DistinctOrders)
{
    /// <summary>Schedules that an exhaustive search gave up on the way: all that could follow was seen in others.</summary>
    public long Redundant { get; init; }
}
