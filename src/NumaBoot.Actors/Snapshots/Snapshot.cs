using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>The whole machine at one point of its boot.</summary>
/// <param name="At">The point, by the kernel's function; see <see cref="SnapshotPoints"/>.</param>
/// <param name="AtNs">Virtual time when the last node had answered.</param>
/// <param name="Nodes">Its nodes by nid.</param>
public sealed record Snapshot(string At, long AtNs, ImmutableArray<NodeSnapshot> Nodes);
