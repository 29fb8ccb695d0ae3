using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>Where the zones of one node lie (the kernel's <c>pgdat</c>).</summary>
/// <param name="Nid">The node.</param>
/// <param name="Start">Its first frame (<c>node_start_pfn</c>); 0 for a node without memory.</param>
/// <param name="Zones">Its populated zones, from low to high.</param>
public sealed record NodeLayout(int Nid, long Start, ImmutableArray<ZoneLayout> Zones)
{
    /// <summary>The sum of its zones' spans (<c>node_spanned_pages</c>).</summary>
    public long SpannedPages => Zones.Sum(zone => zone.Span.Pages);

    /// <summary>The sum of its zones' memory (<c>node_present_pages</c>).</summary>
    public long PresentPages => Zones.Sum(zone => zone.PresentPages);

    /// <summary>The first frame behind the node (<c>pgdat_end_pfn</c>).</summary>
    public long End => Start + SpannedPages;

    /// <summary>
    /// The only zone that may have deferred pages, the one that ends where the node ends; null for a node without memory.
    /// </summary>
    public ZoneLayout? LastZone => Zones.IsEmpty ? null : Zones[^1];

    /// <summary>The zone of that kind, or null.</summary>
    public ZoneLayout? Zone(ZoneKind kind) => Zones.FirstOrDefault(zone => zone.Kind == kind);
}
