using System.Text.Json;
using System.Text.Json.Serialization;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Zones by the names that the kernel prints.</summary>
internal sealed class ZoneKindConverter : JsonConverter<ZoneKind>
{
    /// <inheritdoc />
    public override ZoneKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string name = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
        return ZoneKinds.TryParse(name, out var kind) && kind != ZoneKind.Device
            ? kind
            : throw JsonValueException.At(ref reader, "one of DMA, DMA32, Normal, Movable");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ZoneKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
}
