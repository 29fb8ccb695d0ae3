using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A choice that plain order of time would not have made.</summary>
/// <param name="At">Which choice of the schedule, counted from 1.</param>
/// <param name="Chosen">What was delivered instead.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Deviation(long At, DeliveryKey Chosen);
