using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>What one block of lanes recorded for the history of a boot.</summary>
/// <param name="Lines">Lines over time; of each node each line is on one block only.</param>
/// <param name="Freed">Pages that came into free areas, node by node in the order in which their zones said so.</param>
/// <param name="Waits">How long requests took.</param>
public sealed record BlockHistory(ImmutableArray<NodeLine> Lines, ImmutableArray<FreedFrames> Freed, ImmutableArray<WaitCounts> Waits);
