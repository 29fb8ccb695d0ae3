using System.Text;
using System.Text.Json;

namespace NumaBoot.Machines;

/// <summary>
/// Says in words of the text why it is no JSON, or that it says something twice. It walks the text again for that once a
/// reader has complained: what that says is meant for programmers.
/// </summary>
internal sealed class JsonSyntax
{
    private const int EnoughChars = 24;

    private readonly string _file;
    private readonly string _schema;
    private readonly byte[] _bytes;

    // The names so far of each object that is open; null for a list.
    private readonly Stack<HashSet<string>?> _open = new();

    private JsonTokenType _last;
    private string _name = "";
    private int _end;

    private JsonSyntax(string file, string text, string schema)
    {
        _file = file;
        _schema = schema;
        _bytes = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Complains about the first thing of this sort; returns where there is none.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">Any text.</param>
    /// <param name="schema">What the text should be.</param>
    /// <exception cref="MachineInputException">There is one.</exception>
    public static void Require(string file, string text, string schema) => new JsonSyntax(file, text, schema).Walk();

    private void Walk()
    {
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = InputLimits.MaxJsonDepth });
        try
        {
            while (reader.Read())
            {
                Enter(ref reader);
            }
        }
        catch (JsonException fault)
        {
            throw Fault(fault);
        }
        catch (InvalidOperationException)
        {
            // A name that is no text; whoever called says so.
        }
    }

    private void Enter(ref Utf8JsonReader reader)
    {
        _last = reader.TokenType;
        _end = (int)reader.BytesConsumed;
        switch (_last)
        {
            case JsonTokenType.StartObject:
                _open.Push(new HashSet<string>(StringComparer.Ordinal));
                break;
            case JsonTokenType.StartArray:
                _open.Push(null);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                break;
            case JsonTokenType.PropertyName:
                _name = reader.GetString()!;
                if (!_open.Peek()!.Add(_name))
                {
                    throw new MachineInputException(_file, LineAt((int)reader.TokenStartIndex), "each property once", $"{PlainText.Quoted(_name)} twice");
                }

                break;
        }
    }

    private MachineInputException Fault(JsonException fault)
    {
        int at = AfterBlanks(_end);
        bool separated = _open.Count > 0 && at < _bytes.Length && _bytes[at] == (byte)',' && _last is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
        at = separated ? AfterBlanks(at + 1) : at;
        return new MachineInputException(_file, LineAt(at), Expected(at, separated), Found(at), fault);
    }

    private string Expected(int at, bool separated)
    {
        if (_open.Count >= InputLimits.MaxJsonDepth && at < _bytes.Length && _bytes[at] is (byte)'{' or (byte)'[')
        {
            return $"lists and objects at most {InputLimits.MaxJsonDepth} deep";
        }

        return _last switch
        {
            JsonTokenType.None => _schema,
            JsonTokenType.PropertyName => $"a value of {PlainText.Quoted(_name)}",
            JsonTokenType.StartObject => "\"name\": value, or }",
            JsonTokenType.StartArray => "a value, or ]",
            _ when _open.Count == 0 => "nothing behind the end of the document",
            _ when _open.Peek() is null => separated ? "a value" : "a comma or ]",
            _ => separated ? "\"name\": value" : "a comma or }",
        };
    }

    private string Found(int at)
    {
        if (at == _bytes.Length)
        {
            return _last == JsonTokenType.None ? "nothing" : "the end of the text";
        }

        var rest = _bytes.AsSpan(at);
        int end = rest.IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).TrimEnd();
        return line.Length > EnoughChars ? line[..EnoughChars] + "..." : line;
    }

    private int AfterBlanks(int at)
    {
        while (at < _bytes.Length && _bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    private int LineAt(int at) => _bytes.AsSpan(0, at).Count((byte)'\n') + 1;
}
