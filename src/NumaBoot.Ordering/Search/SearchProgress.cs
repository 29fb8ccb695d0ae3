using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>How far a search is.</summary>
/// <param name="Schedules">Schedules that were run.</param>
/// <param name="Deliveries">Deliveries in all of them.</param>
/// <param name="DistinctOrders">How many of them were different.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SearchProgress(long Schedules, long Deliveries, long DistinctOrders);
