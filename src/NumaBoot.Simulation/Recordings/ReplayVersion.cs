using System.Text;
using System.Text.Json;
using NumaBoot.Machines;

namespace NumaBoot.Simulation;

/// <summary>
/// Refuses replay files of other versions by the first look: what else is in them may be called otherwise, and what another
/// program delivered need not be what this one delivers.
/// </summary>
internal static class ReplayVersion
{
    /// <summary>Complains about a file that says that it is of another version, or something else altogether.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">Any text.</param>
    /// <exception cref="MachineInputException">It is.</exception>
    public static void Require(string file, string text)
    {
        var root = JsonPlace.Root(file, text);
        if (Find(text, "schema") is { } schema && schema != ReplayDocument.SchemaName)
        {
            throw schema.StartsWith(ReplayDocument.SchemaFamily, StringComparison.Ordinal)
                ? root.At("schema").Unexpected(
                    $"a replay file of version {ReplayDocument.SchemaName[ReplayDocument.SchemaFamily.Length..]}",
                    $"version {schema[ReplayDocument.SchemaFamily.Length..]}, which another numaboot wrote")
                : root.At("schema").Unexpected($"the schema {ReplayDocument.SchemaName}", PlainText.Quoted(schema));
        }

        if (Find(text, "program") is { } program && program != BootRecording.ThisProgram)
        {
            throw root.At("program").Unexpected(
                $"a recording of numaboot {BootRecording.ThisProgram}, which this is", $"one of numaboot {program}: find the order anew with explore");
        }
    }

    /// <summary>A text at the top of a document, as far as that can be read; null for none.</summary>
    private static string? Find(string text, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = InputLimits.MaxJsonDepth });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isHere = reader.ValueTextEquals(name);
                reader.Read();
                if (isHere)
                {
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }

                reader.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Whoever reads all of it says more.
        }

        return null;
    }
}
