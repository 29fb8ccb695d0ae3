using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>Numbers below 65,536 as a row such as <c>"10 20 20"</c>, as sysfs prints distances.</summary>
internal sealed class NumberRowConverter : JsonConverter<ImmutableArray<int>>
{
    /// <inheritdoc />
    public override ImmutableArray<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var row = ImmutableArray.CreateBuilder<int>();
        var scanner = new TextScanner(reader.TokenType == JsonTokenType.String ? reader.GetString() : "?");
        scanner.SkipBlanks();
        while (!scanner.Rest.IsEmpty)
        {
            if (!scanner.TryNumberBelow(InputLimits.MaxNodes, out int number) || row.Count >= InputLimits.MaxNodes)
            {
                throw JsonValueException.At(ref reader, "a row of numbers such as \"10 20\"");
            }

            row.Add(number);
            scanner.SkipBlanks();
        }

        return row.ToImmutable();
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ImmutableArray<int> value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Join(' ', value));
}
