using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What came of a boot on a cluster.</summary>
/// <param name="Result">What a single process would have found, too.</param>
/// <param name="Members">On how many members its lanes were at the end.</param>
/// <param name="Recoveries">How often something was lost and recomputed.</param>
public sealed record ClusterResult(BootResult Result, int Members, int Recoveries);
