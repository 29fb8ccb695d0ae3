using System.Runtime.InteropServices;

namespace NumaBoot.Cluster;

/// <summary>A hash over the deliveries to a node, from which, in the order of nodes, the digest of a run is made.</summary>
/// <param name="Nid">The node; -1 for what belongs to none.</param>
/// <param name="Digest">The hash.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NodeDigest(int Nid, ulong Digest);
