using System.Text;
using System.Text.Json;

namespace NumaBoot.Machines;

/// <summary>
/// Finds <c>null</c> in the lists of a document. The serializer refuses null where a property may not be null, but lets
/// it pass as an element.
/// </summary>
internal static class JsonNulls
{
    /// <summary>Complains about the first of them.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">A text that has been read as JSON.</param>
    public static void RequireNone(string file, string text)
    {
        if (!text.Contains("null", StringComparison.Ordinal))
        {
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = InputLimits.MaxJsonDepth });
        var inList = new Stack<bool>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    inList.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    inList.Pop();
                    break;
                case JsonTokenType.Null when inList.Peek():
                    int line = bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
                    throw new MachineInputException(file, line, "lists without null", "null");
            }
        }
    }
}
