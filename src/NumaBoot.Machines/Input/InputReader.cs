using System.Security;
using System.Text;

namespace NumaBoot.Machines;

/// <summary>
/// Reads text within limits. A file is read once, from front to back, so that a pipe will do; whatever the system
/// says against it becomes one line of complaint.
/// </summary>
internal sealed class InputReader : IDisposable
{
    private readonly TextReader _reader;
    private readonly Queue<InputLine> _peeked = new();
    private readonly char[] _buffer = new char[8192];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _filled;
    private int _number;
    private long _chars;

    private InputReader(string file, TextReader reader)
    {
        File = file;
        _reader = reader;
    }

    /// <summary>The file, or what stands for it.</summary>
    public string File { get; }

    /// <summary>How many characters may be read before the input counts as too big.</summary>
    public long MaxChars { get; set; } = InputLimits.MaxLogChars;

    /// <summary>Opens a file.</summary>
    /// <exception cref="MachineInputException">It cannot be opened.</exception>
    public static InputReader Open(string path) => Open(path, path);

    /// <summary>Opens a file that messages call <paramref name="name"/>.</summary>
    /// <exception cref="MachineInputException">It cannot be opened.</exception>
    public static InputReader Open(string path, string name) =>
        Directory.Exists(path)
            ? throw new MachineInputException(name, 0, "a file", "a folder")
            : Guarded(name, () => new InputReader(name, new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true)));

    /// <summary>Opens a file that may be gzip-compressed; the limits hold for what it unpacks to.</summary>
    /// <exception cref="MachineInputException">It cannot be opened.</exception>
    public static InputReader OpenPacked(string path) =>
        Directory.Exists(path)
            ? throw new MachineInputException(path, 0, "a file", "a folder")
            : Guarded(path, () => new InputReader(path, new StreamReader(Unpacked(System.IO.File.OpenRead(path)), Encoding.UTF8, detectEncodingFromByteOrderMarks: true)));

    /// <summary>Reads from a text that is at hand.</summary>
    public static InputReader Of(string name, string text) => new(name, new StringReader(text));

    /// <summary>Reads from a stream.</summary>
    public static InputReader Of(string name, Stream stream) => new(name, new StreamReader(stream, Encoding.UTF8));

    /// <summary>The next line; false at the end.</summary>
    /// <exception cref="MachineInputException">The line or the input is too long, holds a NUL, or cannot be read.</exception>
    public bool TryRead(out InputLine line) => _peeked.TryDequeue(out line) || TryReadNew(out line);

    /// <summary>The first letter that is no blank, as far as the next few thousand characters tell; it stays to be read.</summary>
    public char? FirstLetter()
    {
        var rest = Fill() ? _buffer.AsSpan(_at, _filled - _at).TrimStart() : [];
        return rest.IsEmpty ? null : rest[0];
    }

    /// <summary>Up to <paramref name="count"/> of the next lines, which stay to be read.</summary>
    public IReadOnlyCollection<InputLine> Peek(int count)
    {
        while (_peeked.Count < count && TryReadNew(out var line))
        {
            _peeked.Enqueue(line);
        }

        return _peeked;
    }

    /// <summary>All that is left, as one text.</summary>
    public string ReadToEnd()
    {
        var text = new StringBuilder();
        while (TryRead(out var line))
        {
            text.Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    private bool TryReadNew(out InputLine line)
    {
        _line.Clear();
        bool any = false;
        while (Fill())
        {
            any = true;
            var rest = _buffer.AsSpan(_at, _filled - _at);
            int end = rest.IndexOf('\n');
            Take(end < 0 ? rest : rest[..end]);
            _at += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
            {
                break;
            }
        }

        if (any)
        {
            _number++;
        }

        line = new InputLine(File, _number, _line.ToString().TrimEnd('\r'));
        return any;
    }

    private void Take(ReadOnlySpan<char> part)
    {
        if (part.Contains('\0'))
        {
            throw new MachineInputException(File, _number + 1, "text", "a NUL byte");
        }

        _line.Append(part);
        if (_line.Length > LineLimit)
        {
            throw new MachineInputException(File, _number + 1, $"lines of at most {LineLimit} characters", "a longer one");
        }
    }

    /// <summary>Logs come in lines; a JSON document may be a single one.</summary>
    private int LineLimit => LongLines ? (int)MaxChars : InputLimits.MaxLineChars;

    /// <summary>Whether a line may be as long as the input.</summary>
    public bool LongLines { get; set; }

    private bool Fill()
    {
        if (_at < _filled)
        {
            return true;
        }

        _at = 0;
        _filled = Guarded(File, () => _reader.Read(_buffer, 0, _buffer.Length));
        if (_chars == 0 && Compression.Of(_buffer.AsSpan(0, _filled)) is { } compression)
        {
            throw new MachineInputException(File, 0, "text", $"{compression}-compressed data; decompress it first");
        }

        _chars += _filled;
        return _chars <= MaxChars
            ? _filled > 0
            : throw new MachineInputException(File, 0, $"an input of at most {MaxChars} characters", "a bigger one");
    }

    private static Stream Unpacked(Stream file)
    {
        byte[] head = new byte[2];
        int bytes = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = new RejoinedStream(head.AsMemory(0, bytes), file);
        return Compression.IsGzip(head.AsSpan(0, bytes)) ? new WholeGzipStream(whole) : whole;
    }

    private static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException or NotSupportedException)
        {
            throw new MachineInputException(name, 0, "a file", "none of that name", fault);
        }
        catch (InvalidDataException fault)
        {
            throw new MachineInputException(name, 0, "a whole gzip file", "one that is damaged, ends too soon or has several parts", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new MachineInputException(name, 0, "a file that can be read", SystemWords.Of(fault), fault);
        }
    }
}
