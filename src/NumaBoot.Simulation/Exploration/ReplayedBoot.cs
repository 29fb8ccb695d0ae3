using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A recorded boot that was delivered again, to the byte.</summary>
/// <param name="Recording">What was recorded.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Trial">The choices up to the broken invariant.</param>
public sealed record ReplayedBoot(BootRecording Recording, BootResult Result, Trial Trial);
