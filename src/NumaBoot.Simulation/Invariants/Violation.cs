using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>An invariant that broke.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="Detail">What happened, with the pages concerned, in one line.</param>
/// <param name="Frames">The pages concerned; empty where none are.</param>
/// <param name="Delivery">In which delivery of the run; after the last one for what only its end shows.</param>
public sealed record Violation(Invariant Invariant, string Detail, PfnRange Frames, long Delivery);
