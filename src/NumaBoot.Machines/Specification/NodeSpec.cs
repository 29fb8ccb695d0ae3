using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A node of a machine.</summary>
/// <param name="Nid">Its number.</param>
/// <param name="Cpus">The CPUs that it lists (<c>cpumask_of_node</c>), ascending; empty for a node without CPUs.</param>
public sealed record NodeSpec(int Nid, ImmutableArray<int> Cpus);
