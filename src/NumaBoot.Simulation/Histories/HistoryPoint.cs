using System.Runtime.InteropServices;

namespace NumaBoot.Simulation;

/// <summary>What a line did in one of its steps.</summary>
/// <param name="Step">Which step, counted from 0; steps in which nothing changed have no point.</param>
/// <param name="Lowest">Its lowest value after a change in this step.</param>
/// <param name="Highest">Its highest.</param>
/// <param name="Last">Its value at the end of the step, and until the next point.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HistoryPoint(long Step, long Lowest, long Highest, long Last);
