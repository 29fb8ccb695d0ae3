using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>Sizes as strings that the kernel would understand, such as <c>"2G"</c> or <c>"1040150"</c>.</summary>
internal sealed class SizeConverter : JsonConverter<ulong>
{
    /// <inheritdoc />
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var scanner = new TextScanner(reader.TokenType == JsonTokenType.String ? reader.GetString() : "");
        return MemorySize.TryTake(ref scanner, out ulong bytes) && scanner.Rest.IsEmpty && bytes <= InputLimits.MaxAddress
            ? bytes
            : throw JsonValueException.At(ref reader, "a size up to 4P such as \"2G\" or \"64K\"");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
        writer.WriteStringValue(MemorySize.Format(value));
}
