using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a node and its actors answered about themselves.</summary>
/// <param name="Layout">Where its zones lie.</param>
/// <param name="FirstDeferredPfn">Its frontier, <see cref="Frontier.None"/> where it has none.</param>
/// <param name="DeferredPages">Pages not built and not claimed.</param>
/// <param name="Zones">Its zones, from low to high.</param>
public sealed record NodeSnapshot(NodeLayout Layout, long FirstDeferredPfn, long DeferredPages, ImmutableArray<ZoneSnapshot> Zones)
{
    /// <summary>Its number.</summary>
    public int Nid => Layout.Nid;
}
