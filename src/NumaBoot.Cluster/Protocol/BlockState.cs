using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>Where a block of lanes stands at the end of a window.</summary>
/// <param name="Promise">Before when nothing of it leaves that nobody provokes.</param>
/// <param name="ReachedNs">Up to when it has gone on, in nanoseconds of virtual time.</param>
/// <param name="Deliveries">How many deliveries its lanes have made.</param>
/// <param name="GoesOn">False where going on is pointless.</param>
/// <param name="Progress">How far the boot is, by the block that has the supervisor; else null.</param>
public sealed record BlockState(Promise Promise, long ReachedNs, long Deliveries, bool GoesOn, BootProgress? Progress);
