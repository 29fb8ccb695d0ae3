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
            throw Complaint<T>(reader.File, text, schema, fault);
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
    private static MachineInputException Complaint<T>(string file, string text, string schema, JsonException fault)
    {
        int line = (int)Math.Min(fault.LineNumber ?? -1, int.MaxValue - 1) + 1;
        if (fault is JsonValueException value)
        {
            return new MachineInputException(file, line, value.Expected, value.Found + At(fault), fault);
        }

        if (fault.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return new MachineInputException(file, line, schema, $"an unknown property{At(fault)}", fault);
        }

        if (fault.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            return new MachineInputException(file, line, schema, $"{At(fault)} no {Missing(fault.Message)}".Trim(), fault);
        }

        if (fault.Message.Contains("could not be converted", StringComparison.Ordinal) || fault.Message.Contains("null values", StringComparison.Ordinal))
        {
            return JsonValues.Fault(file, text, typeof(T), Options, fault);
        }

        JsonSyntax.Require(file, text, schema);
        return new MachineInputException(file, line, schema, $"something else{At(fault)}", fault);
    }

    private static string Missing(string message)
    {
        int path = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = path < 0 ? message : message[..path];
        return message[(message.LastIndexOf(':') + 1)..].Trim(' ', '.');
    }
}
