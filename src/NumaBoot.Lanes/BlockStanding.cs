using System.Runtime.InteropServices;

namespace NumaBoot.Lanes;

/// <summary>Where a block of lanes stands at the end of a window.</summary>
/// <param name="Promise">What it promises from here on.</param>
/// <param name="ReachedNs">All that starts before this is delivered, in nanoseconds of virtual time.</param>
/// <param name="Deliveries">How many deliveries its lanes have made.</param>
/// <param name="GoesOn">False where going on is pointless: the run was cancelled, or is futile.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BlockStanding(Promise Promise, long ReachedNs, long Deliveries, bool GoesOn);
