using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>Reads and writes our JSON: strict, and whatever is wrong becomes one line of complaint.</summary>
internal static class JsonDocuments
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = InputLimits.MaxJsonDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The document of a text.</summary>
    /// <param name="reader">Where the text comes from.</param>
    /// <param name="schema">What the document says that it is.</param>
    /// <param name="root">Where it stands, for complaints about what it says.</param>
    /// <exception cref="MachineInputException">It is no such document.</exception>
    public static T Read<T>(InputReader reader, string schema, out JsonPlace root)
        where T : class
    {
        reader.MaxChars = InputLimits.MaxJsonChars;
        reader.LongLines = true;
        string text = reader.ReadToEnd();
        root = JsonPlace.Root(reader.File, text);
        try
        {
            var document = JsonSerializer.Deserialize<T>(text, Options) ?? throw new MachineInputException(reader.File, 1, schema, "null");
            JsonNulls.RequireNone(reader.File, text);
            return document;
        }
        catch (JsonException fault)
        {
            int line = (int)Math.Min(fault.LineNumber ?? -1, int.MaxValue - 1) + 1;
            throw fault is JsonValueException value
                ? new MachineInputException(reader.File, line, value.Expected, value.Found + At(fault), fault)
                : new MachineInputException(reader.File, line, schema, Words(fault), fault);
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new MachineInputException(reader.File, 0, schema, "text that is no JSON", fault);
        }
    }

    /// <summary>One value on one line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static string At(JsonException fault) => fault.Path is null or "$" ? "" : " at " + fault.Path;

    /// <summary>A complaint in words that tell of the document rather than of its reader.</summary>
    private static string Words(JsonException fault)
    {
        string message = fault.Message;
        int path = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = path < 0 ? message : message[..path];
        string at = At(fault);
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"an unknown property{at}";
        }

        if (message.Contains("missing required properties", StringComparison.Ordinal))
        {
            return $"{at.TrimStart()} no {message[(message.LastIndexOf(':') + 1)..].Trim(' ', '.')}".TrimStart();
        }

        if (message.Contains("could not be converted", StringComparison.Ordinal))
        {
            return $"a value of the wrong kind{at}";
        }

        return message.StartsWith("Expected depth", StringComparison.Ordinal)
            ? $"a text that ends too soon{at}"
            : $"{message.TrimEnd('.')}{at}";
    }
}
