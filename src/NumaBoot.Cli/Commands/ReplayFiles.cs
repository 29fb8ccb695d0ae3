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
/// <param name="wanted">The file that the user named; null for none.</param>
internal sealed class ReplayFiles(string machine, string? wanted)
{
    private const string Extension = ".json";
    private const int MostTries = 10_000;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Writes a recording.</summary>
    /// <returns>The file; null, with a note on standard error, where it cannot be written.</returns>
    public string? Write(BootRecording recording)
    {
        string text = ReplayFile.Write(recording);
        try
        {
            return wanted is not null && _taken.Add(wanted) ? WriteOver(wanted, text) : WriteNew(recording, text);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"note: no replay file is written: {refused.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    private static string WriteOver(string file, string text)
    {
        File.WriteAllText(file, text);
        return file;
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
    private static bool TryWrite(string file, string text)
    {
        if (File.Exists(file))
        {
            return new FileInfo(file).Length < InputLimits.MaxJsonChars && File.ReadAllText(file) == text;
        }

        if (Directory.Exists(file))
        {
            return false;
        }

        using var writer = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write));
        writer.Write(text);
        return true;
    }
}
