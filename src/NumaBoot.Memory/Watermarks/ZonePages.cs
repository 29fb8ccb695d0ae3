namespace NumaBoot.Memory;

/// <summary>What the sizing of watermarks needs to know of a zone.</summary>
/// <param name="Nid">Its node.</param>
/// <param name="Kind">Which zone.</param>
/// <param name="ManagedPages">Pages that the buddy allocator owns (<c>managed_pages</c>).</param>
/// <param name="Watermarks">Its marks so far.</param>
public sealed record ZonePages(int Nid, ZoneKind Kind, long ManagedPages, ZoneWatermarks Watermarks);
