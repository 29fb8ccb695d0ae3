using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>An invariant that an exploration saw break, made small and recorded.</summary>
/// <param name="Seed">The first schedule that breaks it: its seed, or its number where all orders are tried.</param>
/// <param name="Deliveries">In which delivery of that schedule it broke, counted from 1.</param>
/// <param name="Shrunk">The smallest schedule that was found to break it.</param>
/// <param name="Recording">The same, as it can be delivered again.</param>
public sealed record BrokenInvariant(long Seed, long Deliveries, Trial Shrunk, BootRecording Recording)
{
    /// <summary>Which.</summary>
    public Invariant Invariant => Recording.Invariant;
}
