using System.Text;
using System.Text.Json;

namespace NumaBoot.Machines;

/// <summary>
/// A place in a JSON text, by the way that leads there. On which line it is, is found out only for a complaint: the text
/// is walked again then, since a document that was read does not know where it stood.
/// </summary>
internal sealed class JsonPlace
{
    private readonly string _text;
    private readonly JsonPlace? _outer;
    private readonly string? _property;
    private readonly int _index;

    private JsonPlace(string file, string text, JsonPlace? outer, string? property, int index)
    {
        File = file;
        _text = text;
        _outer = outer;
        _property = property;
        _index = index;
    }

    /// <summary>The file, or what stands for it.</summary>
    public string File { get; }

    /// <summary>The line, from 1: where this begins, or where that begins which should hold it.</summary>
    public int Line
    {
        get
        {
            byte[] bytes = Encoding.UTF8.GetBytes(_text);
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = InputLimits.MaxJsonDepth });
            reader.Read();
            long at = reader.TokenStartIndex;
            foreach (var step in Steps())
            {
                if (!step.TryEnter(ref reader))
                {
                    break;
                }

                at = reader.TokenStartIndex;
            }

            return bytes.AsSpan(0, (int)at).Count((byte)'\n') + 1;
        }
    }

    /// <summary>The whole of a text.</summary>
    public static JsonPlace Root(string file, string text) => new(file, text, null, null, 0);

    /// <summary>A property of the object here.</summary>
    public JsonPlace At(string property) => new(File, _text, this, property, 0);

    /// <summary>An element of the list here.</summary>
    public JsonPlace At(int index) => new(File, _text, this, null, index);

    /// <summary>The complaint about what is here.</summary>
    public MachineInputException Unexpected(string expected, string found) => new(File, Line, expected, found);

    private Stack<JsonPlace> Steps()
    {
        var steps = new Stack<JsonPlace>();
        for (var place = this; place._outer is not null; place = place._outer)
        {
            steps.Push(place);
        }

        return steps;
    }

    /// <summary>Moves from the object or list that holds this place to it.</summary>
    private bool TryEnter(ref Utf8JsonReader reader) => _property is null ? TryEnterList(ref reader) : TryEnterObject(ref reader);

    private bool TryEnterList(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (int at = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
        {
            if (at == _index)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private bool TryEnterObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool here = reader.ValueTextEquals(_property);
            reader.Read();
            if (here)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
