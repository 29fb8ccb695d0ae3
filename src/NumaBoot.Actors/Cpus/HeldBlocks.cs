using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>Frames that a CPU's allocations of one label hold in one zone.</summary>
internal sealed record HeldBlocks(ZoneRef Zone, int Order, List<PfnRange> Frames);
