using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>
/// Where recordings go: to the file that the user named, or to the current folder under a name that tells machine, policy
/// and seed. Only what the user named is written over: else a file that holds something else keeps its name, and the
/// recording gets another.
/// </summary>
/// <param name="machine">The name of the machine that was explored; that of a recording may be a smaller one.</param>
/// <param name="option">The option that names a file.</param>
/// <param name="wanted">The file that the user named; null for none.</param>
/// <param name="taken">The files that are for something else.</param>
/// <param name="writer">Who writes what the user named.</param>
internal sealed class ReplayFiles(string machine, string option, string? wanted, TakenPlaces taken, ResultWriter writer)
{
    private const string Extension = ".json";
    private const int MostTries = 10_000;
    private const int MostFolderChars = 200;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Writes a recording.</summary>
    /// <returns>The file; null where it cannot be written, with a note on standard error if nobody named it.</returns>
    public string? Write(BootRecording recording)
    {
        string text = ReplayFile.Write(recording);
        if (wanted is null)
        {
            return WriteUnasked(recording, text);
        }

        if (_taken.Add(wanted))
        {
            return writer.TryWrite(new NamedFile(option, wanted), text) ? wanted : null;
        }

        string? beside = null;
        writer.Try(new NamedFile(option, StemOf(recording) + Extension), () => beside = WriteNew(recording, text));
        return beside;
    }

    private string? WriteUnasked(BootRecording recording, string text)
    {
        try
        {
            return WriteNew(recording, text);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Of a file that is to be made, that it is not there says nothing.
            string reason = refused is FileNotFoundException ? "" : $": {SystemWords.Of(refused)}";
            Console.Error.WriteLine($"note: no replay file is written: the folder {PlainText.OneLine(Environment.CurrentDirectory, MostFolderChars)} cannot be written{reason}");
            return null;
        }
    }

    private string WriteNew(BootRecording recording, string text)
    {
        string stem = StemOf(recording);
        if (!_taken.Add(stem))
        {
            stem += $"-{recording.Invariant.Name()}";
            _taken.Add(stem);
        }

        for (int number = 1; number <= MostTries; number++)
        {
            string file = number == 1 ? stem + Extension : $"{stem}-{number}{Extension}";
            if (TryWrite(file, text))
            {
                return file;
            }
        }

        throw new IOException($"every name from {stem}{Extension} on is taken");
    }

    private string StemOf(BootRecording recording)
    {
        if (wanted is not null)
        {
            string named = Path.GetExtension(wanted).Length > 0 ? wanted[..^Path.GetExtension(wanted).Length] : wanted;
            return $"{named}-{recording.Invariant.Name()}";
        }

        string name = string.Concat(machine.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return $"{name.TrimStart('-', '.')}-{recording.Request.Policy.Name}-{recording.Seed}".TrimStart('-');
    }

    /// <summary>Writes a file that is not there; one that holds the very same will do.</summary>
    private bool TryWrite(string file, string text)
    {
        if (taken.Contains(file))
        {
            return false;
        }

        if (File.Exists(file))
        {
            return new FileInfo(file).Length < InputLimits.MaxJsonChars && File.ReadAllText(file) == text;
        }

        if (Directory.Exists(file))
        {
            return false;
        }

        using var stream = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write));
        stream.Write(text);
        return true;
    }
}
