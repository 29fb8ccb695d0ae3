using System.Text.Json.Serialization;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>A region of memory in JSON.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Flags">The kernel's <c>enum memblock_flags</c>; left out where 0.</param>
internal sealed record RegionDocument(
    [property: JsonConverter(typeof(AddressConverter))] ulong Start,
    [property: JsonConverter(typeof(SizeConverter))] ulong Size,
    int? Flags = null)
{
    private const int KnownFlags = 31;

    /// <summary>The document of a region.</summary>
    public static RegionDocument Of(MemblockRegion region) => new(region.Start, region.SizeBytes, region.Flags == MemblockFlags.None ? null : (int)region.Flags);

    /// <summary>The region of a document.</summary>
    public MemblockRegion ToRegion(int nid, JsonPlace place)
    {
        if (Size == 0 || Start > InputLimits.MaxAddress - Size || (Flags ?? 0) is < 0 or > KnownFlags)
        {
            throw place.Unexpected(
                "regions of at least a byte that end at or below 2^52, with flags from 0 to 31", $"{MemorySize.Format(Size)} at 0x{Start:x}, flags {Flags ?? 0}");
        }

        return new MemblockRegion(Start, Start + Size, nid, (MemblockFlags)(Flags ?? 0));
    }
}
