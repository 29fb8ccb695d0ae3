using NumaBoot.Memory;

namespace NumaBoot.Unit.Tests.Memory;

/// <summary>Sizes that fit a drawing: blocks of up to 8 pages, sections of 16.</summary>
internal static class SmallMemory
{
    public const int SectionPages = 16;

    public static MemoryGeometry Geometry { get; } = new(MaxOrder: 3, SectionPages, PageblockOrder: 2);

    /// <summary>A node whose zones follow each other; their memory is all of their span.</summary>
    public static NodeLayout Node(params (ZoneKind Kind, long Start, long End)[] zones) =>
        new(0, zones[0].Start, [.. zones.Select(zone => new ZoneLayout(0, zone.Kind, new PfnRange(zone.Start, zone.End), zone.End - zone.Start))]);
}
