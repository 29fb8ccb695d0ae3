using System.Runtime.InteropServices;

namespace NumaBoot.Simulation;

/// <summary>How much of what actors can be told was seen to be told.</summary>
/// <param name="Seen">What was seen.</param>
/// <param name="Defined">What there is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CoverageCount(int Seen, int Defined);
