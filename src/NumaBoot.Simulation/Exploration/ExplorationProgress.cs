using System.Runtime.InteropServices;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>How far an exploration is; for who watches it.</summary>
/// <param name="Search">What was searched.</param>
/// <param name="Coverage">What of the actors was seen.</param>
/// <param name="ShrinkingRuns">How many schedules were run to make a failure small; 0 while it is searched for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ExplorationProgress(SearchProgress Search, CoverageCount Coverage, int ShrinkingRuns);
