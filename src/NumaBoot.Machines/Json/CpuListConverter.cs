using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>CPUs as a list such as <c>"0-3,8"</c>.</summary>
internal sealed class CpuListConverter : JsonConverter<ImmutableArray<int>>
{
    /// <inheritdoc />
    public override ImmutableArray<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw JsonValueException.At(ref reader, "a list such as \"0-3,8\"");
        }

        try
        {
            string text = reader.GetString() ?? "";
            return CpuList.Parse(text, new InputLine("", 0, text));
        }
        catch (MachineInputException fault)
        {
            throw new JsonValueException(fault.Expected, fault.Found);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ImmutableArray<int> value, JsonSerializerOptions options) =>
        writer.WriteStringValue(CpuList.Format(value));
}
