using System.Text.Json.Nodes;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Replaces the values of a JSON document, one after the other, by others that have no business there.</summary>
internal static class JsonDamage
{
    private static readonly string[] Others =
    [
        "null", "true", "0", "-1", "1.5", "2147483647", "2147483648", "9007199254740993", "9223372036854775807", "99999999999999999999", "1e999", "[]", "{}", "\"\"", "\"x\"", "[null]", "[[]]", "{\"x\":null}",
        "\"0x0\"", "\"0xfffffffffffff\"", "\"4P\"", "\"0-262143\"", "\"65535\"",
    ];

    /// <summary>Reads the document with each value replaced: each time something sound, or one line of complaint.</summary>
    /// <param name="document">The document.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="isSealed">Whether only what changes nothing is sound: the document vouches for itself.</param>
    public static void Replace(string document, Action<string> read, bool isSealed = false)
    {
        int understood = 0;
        int places = Places(JsonNode.Parse(document)!).Count();
        for (int at = 0; at < places; at++)
        {
            foreach (string other in Others)
            {
                var node = JsonNode.Parse(document)!;
                Places(node).ElementAt(at)("\u0001");
                string text = node.ToJsonString().Replace("\"\\u0001\"", other, StringComparison.Ordinal);
                understood += Answers.Of($"{at}: {text}", () => read(text)) ? 1 : 0;
            }
        }

        Assert.InRange(understood, isSealed ? 1 : places / 4, isSealed ? places / 4 : places * Others.Length / 2);
    }

    /// <summary>How to put another value in each place.</summary>
    private static IEnumerable<Action<string>> Places(JsonNode node) => node switch
    {
        JsonObject inside => inside.ToList().SelectMany(property =>
            Places(property.Value!).Prepend(other => inside[property.Key] = other)),
        JsonArray inside => Enumerable.Range(0, inside.Count).SelectMany(at => Places(inside[at]!).Prepend(other => inside[at] = other)),
        _ => [],
    };
}
