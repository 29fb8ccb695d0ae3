using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>Where zones end, in JSON: addresses, <c>"0x0"</c> for a zone that the machine has not.</summary>
internal sealed record ZoneLimitsDocument
{
    /// <summary>The first byte behind DMA.</summary>
    [JsonConverter(typeof(AddressConverter))]
    public required ulong DmaEnd { get; init; }

    /// <summary>The first byte behind DMA32.</summary>
    [JsonConverter(typeof(AddressConverter))]
    public required ulong Dma32End { get; init; }
}
