using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>
/// An input cannot be understood. <see cref="Exception.Message"/> is one line that says where, what was expected and
/// what was found; the command prints it and exits with code 2.
/// </summary>
public sealed class MachineInputException : Exception
{
    private const int MaxFoundChars = 160;
    private const int MaxFileChars = 200;
    private const int MaxExpectedChars = 600;

    /// <summary>Something is wrong with an input.</summary>
    /// <param name="file">The file, or what stands for it (<c>--qemu</c>).</param>
    /// <param name="line">The line, from 1; 0 where no line is to blame.</param>
    /// <param name="expected">What would have been right, as the end of a sentence that begins with "expected".</param>
    /// <param name="found">What was there instead; shortened, control characters escaped.</param>
    public MachineInputException(string file, int line, string expected, string found)
        : this(file, line, expected, found, innerException: null)
    {
    }

    /// <summary>The same, with what led to it.</summary>
    public MachineInputException(string file, int line, string expected, string found, Exception? innerException)
        : base(Compose(file, line, expected, found), innerException)
    {
        File = file;
        Line = line;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file, or what stands for it.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0 where no line is to blame.</summary>
    public int Line { get; }

    /// <summary>What would have been right.</summary>
    public string Expected { get; }

    /// <summary>What was there instead, as it was.</summary>
    public string Found { get; }

    private static string Compose(string file, int line, string expected, string found)
    {
        string where = PlainText.OneLine(file, MaxFileChars);
        string at = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{where}:{line}") : where;
        return $"{at}: expected {PlainText.OneLine(expected, MaxExpectedChars)}, found {PlainText.OneLine(found, MaxFoundChars)}";
    }
}
