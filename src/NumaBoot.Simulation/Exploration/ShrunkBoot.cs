using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A boot that fails, made small.</summary>
/// <param name="Request">The boot: machine, workload and disturbances that are left.</param>
/// <param name="Trial">The order in which it fails.</param>
/// <param name="Runs">How many boots were run to find it.</param>
public sealed record ShrunkBoot(BootRequest Request, Trial Trial, int Runs);
