using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Page frames that came into the free areas for the first time.</summary>
/// <param name="Zone">Of which zone.</param>
/// <param name="Frames">Which.</param>
/// <param name="By">How.</param>
/// <param name="Who">On whose behalf: the CPU that fell short, or the node's worker; -1 where it is nobody's turn.</param>
/// <param name="AtNs">When, in nanoseconds of virtual time.</param>
public sealed record FreedFrames(ZoneRef Zone, PfnRange Frames, FreedBy By, int Who, long AtNs);
