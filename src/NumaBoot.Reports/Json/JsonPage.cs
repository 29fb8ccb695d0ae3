using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumaBoot.Reports;

/// <summary>A result as one JSON object, laid out to be read, with the same bytes on every system.</summary>
internal static class JsonPage
{
    /// <summary>The text, ended by a line feed.</summary>
    /// <param name="write">Writes the properties of the object.</param>
    /// <param name="encoder">Which characters are escaped; null: all that could harm in a page of HTML.</param>
    public static string Write(Action<Utf8JsonWriter> write, JavaScriptEncoder? encoder = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = encoder }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
