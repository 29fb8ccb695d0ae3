using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>Addresses as strings such as <c>"0x1000"</c>: JSON has no hexadecimal numbers.</summary>
internal sealed class AddressConverter : JsonConverter<ulong>
{
    /// <inheritdoc />
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var scanner = new TextScanner(reader.TokenType == JsonTokenType.String ? reader.GetString() : "");
        return scanner.TryHex(out ulong address) && scanner.Rest.IsEmpty && address <= InputLimits.MaxAddress
            ? address
            : throw JsonValueException.At(ref reader, "an address below 2^52 such as \"0x1000\"");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"0x{value:x}"));
}
