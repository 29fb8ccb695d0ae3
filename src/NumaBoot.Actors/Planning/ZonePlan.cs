using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a zone starts from.</summary>
/// <param name="Layout">Where it lies.</param>
/// <param name="FreeFrames">Its free memblock ranges, ascending, cut to it.</param>
/// <param name="EarlyFrames">What of them lies below the node's frontier and is freed when memblock hands over.</param>
/// <param name="ProvisionalManagedPages">The managed count that stands until then (<c>free_area_init_core</c>).</param>
public sealed record ZonePlan(
    ZoneLayout Layout, ImmutableArray<PfnRange> FreeFrames, ImmutableArray<PfnRange> EarlyFrames, long ProvisionalManagedPages)
{
    /// <summary>Which zone it is.</summary>
    public ZoneRef Ref => new(Layout.Nid, Layout.Kind);

    /// <summary>Pages that memblock keeps when it hands over and frees later, ascending (<c>memblock_free_late</c>).</summary>
    public ImmutableArray<PfnRange> LateFrames { get; init; } = [];

    /// <summary>Present pages that memblock keeps.</summary>
    public long ReservedPages => Layout.PresentPages - FreeFrames.Sum(range => range.Pages);
}
