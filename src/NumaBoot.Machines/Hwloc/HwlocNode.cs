using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A NUMA node as hwloc has it.</summary>
/// <param name="Nid">The system's number (<c>os_index</c>).</param>
/// <param name="Cpus">
/// The CPUs it is local to (<c>cpuset</c>), ascending. Several nodes may be local to the same CPUs, as fast memory beside
/// slow one.
/// </param>
/// <param name="Bytes">Memory (<c>local_memory</c>).</param>
internal sealed record HwlocNode(int Nid, ImmutableArray<int> Cpus, ulong Bytes);
