using System.Text;
using System.Text.Json;

namespace NumaBoot.Machines;

/// <summary>A value of a document is none of its kind, in the two halves that a complaint has.</summary>
/// <param name="expected">What it should be.</param>
/// <param name="found">What it is.</param>
internal sealed class JsonValueException(string expected, string found) : JsonException($"expected {expected}, found {found}")
{
    /// <summary>What it should be.</summary>
    public string Expected => expected;

    /// <summary>What it is.</summary>
    public string Found => found;

    /// <summary>The complaint about the value that a reader stands at.</summary>
    public static JsonValueException At(ref Utf8JsonReader reader, string expected) => new(
        expected, PlainText.Quoted(reader.TokenType == JsonTokenType.String ? reader.GetString() : Encoding.UTF8.GetString(reader.ValueSpan)));
}
