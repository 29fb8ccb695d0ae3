using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NumaBoot.Machines;

/// <summary>What a property of a document may hold, in words, and what it holds instead.</summary>
internal static class JsonValues
{
    /// <summary>The complaint about a value that a reader could not take.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="document">The type of the document.</param>
    /// <param name="options">How its properties are called.</param>
    /// <param name="fault">What the reader said; its place is what counts here.</param>
    public static MachineInputException Fault(string file, string text, Type document, JsonSerializerOptions options, JsonException fault)
    {
        string found = Found(text, fault, out int line);
        string place = fault.Path is null or "$" ? "" : $" at {fault.Path}";
        return new MachineInputException(file, line, Expected(TypeAt(document, fault.Path ?? "$", options), found), found + place, fault);
    }

    private static string Expected(Type type, string found)
    {
        if (type.IsEnum)
        {
            return $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}";
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => "a text in quotation marks",
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 => Number(found, int.MinValue, int.MaxValue),
            TypeCode.Int64 => Number(found, long.MinValue, long.MaxValue),
            _ => type.IsGenericType ? "a list" : "an object",
        };
    }

    private static string Number(string found, long least, long most) => found.All(letter => char.IsAsciiDigit(letter) || letter == '-')
        ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")
        : "a whole number";

    /// <summary>The value that ends where the reader stopped.</summary>
    private static string Found(string text, JsonException fault, out int line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        long end = 0;
        for (long lines = fault.LineNumber ?? 0; lines > 0; lines--)
        {
            end += bytes.AsSpan((int)end).IndexOf((byte)'\n') + 1;
        }

        end += fault.BytePositionInLine ?? 0;
        line = (int)Math.Min(fault.LineNumber ?? 0, int.MaxValue - 1) + 1;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = InputLimits.MaxJsonDepth });
        while (reader.Read() && reader.BytesConsumed < end)
        {
            // Only the last one matters.
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartArray => "a list",
            JsonTokenType.StartObject => "an object",
            _ => Encoding.UTF8.GetString(bytes.AsSpan((int)reader.TokenStartIndex..(int)reader.BytesConsumed)),
        };
    }

    /// <summary>The type of what a path such as <c>$.nodes[1].cpus</c> leads to.</summary>
    private static Type TypeAt(Type document, string path, JsonSerializerOptions options)
    {
        var type = document;
        foreach (string step in path.Split('.', '[').Skip(1))
        {
            type = step.EndsWith(']')
                ? type.GetGenericArguments().FirstOrDefault() ?? type
                : options.GetTypeInfo(type).Properties.FirstOrDefault(property => property.Name == step)?.PropertyType ?? type;
            type = Nullable.GetUnderlyingType(type) ?? type;
        }

        return type;
    }
}
