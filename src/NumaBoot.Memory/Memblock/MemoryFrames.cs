namespace NumaBoot.Memory;

/// <summary>Page frames of memory and the node they belong to.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Frames">The frames.</param>
public readonly record struct MemoryFrames(int Nid, PfnRange Frames);
