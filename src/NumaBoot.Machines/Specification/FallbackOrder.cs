using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>What a real kernel printed as the order in which a node falls back on others (<c>Fallback order for Node</c>).</summary>
/// <param name="Nid">The node.</param>
/// <param name="Nids">Nodes with memory in that order; the node itself comes first, also where it has no memory.</param>
public sealed record FallbackOrder(int Nid, ImmutableArray<int> Nids);
