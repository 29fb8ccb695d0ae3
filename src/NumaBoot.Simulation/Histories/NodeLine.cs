using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>One line of a node over virtual time.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Line">Which line.</param>
/// <param name="StepNs">How long one of its steps is, in nanoseconds: a power of two.</param>
/// <param name="Points">The steps in which it changed, by time; before the first it is 0.</param>
public sealed record NodeLine(int Nid, HistoryLine Line, long StepNs, ImmutableArray<HistoryPoint> Points);
