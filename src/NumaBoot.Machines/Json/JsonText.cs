using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumaBoot.Machines;

/// <summary>
/// Writes a document that people can read: a property a line, an entry of a list a line, whatever is inside on that
/// line. A machine of thousands of nodes stays thousands of lines.
/// </summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new("{\n");
    private bool _any;

    /// <summary>Adds a property whose value stands on its line.</summary>
    public JsonText Add<T>(string name, T value)
    {
        Begin(name).Append(JsonDocuments.Line(value));
        return this;
    }

    /// <summary>Adds a property unless its value is the usual one.</summary>
    public JsonText AddUnless<T>(string name, T value, T usual) =>
        EqualityComparer<T>.Default.Equals(value, usual) ? this : Add(name, value);

    /// <summary>Adds a list with an entry a line; an empty list is left out, or kept.</summary>
    public JsonText AddLines<T>(string name, IReadOnlyCollection<T> values, bool keepEmpty = false)
    {
        if (values.Count == 0 && keepEmpty)
        {
            Begin(name).Append("[]");
        }

        if (values.Count > 0)
        {
            Begin(name).Append("[\n    ").AppendJoin(",\n    ", values.Select(JsonDocuments.Line)).Append("\n  ]");
        }

        return this;
    }

    /// <summary>Adds a document that was written for itself.</summary>
    public JsonText AddText(string name, string document)
    {
        Begin(name).Append(document.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal));
        return this;
    }

    /// <summary>The whole document, with a line feed at its end.</summary>
    public override string ToString() => _text + "\n}\n";

    private StringBuilder Begin(string name)
    {
        _text.Append(_any ? ",\n  " : "  ");
        _any = true;
        return _text.Append('"').Append(JsonEncodedText.Encode(name, JavaScriptEncoder.Default)).Append("\": ");
    }
}
