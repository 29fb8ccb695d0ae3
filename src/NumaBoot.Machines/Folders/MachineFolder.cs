using System.Security;

namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from a folder: a kernel log <c>dmesg.txt</c> and, beside it, files of each node and the command line
/// <c>cmdline</c>.
/// </summary>
public static class MachineFolder
{
    /// <summary>The log in such a folder.</summary>
    public const string LogName = "dmesg.txt";

    private const string CommandLineName = "cmdline";
    private const int MaxFiles = 1 << 18;

    /// <summary>The machine of a folder; it is called as the folder is.</summary>
    /// <exception cref="MachineInputException">There is no log, or log and files contradict each other.</exception>
    public static MachineSpec Read(string path)
    {
        string log = Path.Combine(path, LogName);
        if (!File.Exists(log))
        {
            throw new MachineInputException(path, 0, $"a folder that holds {LogName}", "a folder without it");
        }

        return Read(NameOf(path), path, FilesIn(path), name => InputReader.Open(Path.Combine(path, name)));
    }

    /// <summary>The machine of a folder whose files come from somewhere else.</summary>
    internal static MachineSpec Read(string machine, string place, IReadOnlyList<string> files, Func<string, InputReader> open)
    {
        var nodeFiles = NodeFilesReader.Read(place, files, open) with { CommandLine = CommandLine(files, open) };
        using var reader = open(LogName);
        return KernelLogReader.Read(machine, reader, nodeFiles);
    }

    private static string CommandLine(IReadOnlyList<string> files, Func<string, InputReader> open)
    {
        if (!files.Contains(CommandLineName, StringComparer.Ordinal))
        {
            return "";
        }

        using var reader = open(CommandLineName);
        reader.MaxChars = InputLimits.MaxLineChars;
        return reader.TryRead(out var line) ? line.Text.Trim() : "";
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static List<string> FilesIn(string path)
    {
        try
        {
            return [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Take(MaxFiles)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new MachineInputException(path, 0, "a readable folder", fault.Message.Split('\n')[0], fault);
        }
    }
}
