using System.Security;

namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from a folder: a kernel log and, beside it, files of each node and the command line <c>cmdline</c>. The
/// log is <c>dmesg.txt</c>, or else the only file that is none of these. A folder without <c>dmesg.txt</c> that has the
/// files of a running system, as <see cref="SystemReader"/> reads them, is a copy of that.
/// </summary>
public static class MachineFolder
{
    /// <summary>The log in such a folder.</summary>
    public const string LogName = "dmesg.txt";

    private const string CommandLineName = "cmdline";
    private const int MaxFiles = 1 << 18;

    /// <summary>The machine of a folder; it is called as the folder is.</summary>
    /// <exception cref="MachineInputException">There is neither log nor copy, or its files contradict each other.</exception>
    public static MachineSpec Read(string path)
    {
        var files = FilesIn(path);
        return TreeIn(path, files) is { } tree
            ? SystemReader.Read(NameOf(path), tree)
            : Read(NameOf(path), path, files, name => InputReader.Open(Path.Combine(path, name)));
    }

    /// <summary>The files that make up the machine of a folder; none where nothing can be told.</summary>
    /// <param name="path">The folder.</param>
    public static IEnumerable<string> PathsIn(string path)
    {
        try
        {
            var files = FilesIn(path);
            return TreeIn(path, files)?.Files() ?? [.. files.Where(name => name == CommandLineName || NodeFilesReader.IsNodeFile(name)).Append(LogIn(path, files)).Select(name => Path.Combine(path, name))];
        }
        catch (MachineInputException)
        {
            // Whoever reads it says what is wrong.
            return [];
        }
    }

    /// <summary>The machine of a folder whose files come from somewhere else.</summary>
    internal static MachineSpec Read(string machine, string place, IReadOnlyList<string> files, Func<string, InputReader> open)
    {
        string log = LogIn(place, files);
        var nodeFiles = NodeFilesReader.Read(place, files, open) with { CommandLine = CommandLine(files, open, out string commandLinePlace), CommandLinePlace = commandLinePlace };
        using var reader = open(log);
        return KernelLogReader.Read(machine, reader, nodeFiles);
    }

    // A log tells more than a running system does.
    private static SystemTree? TreeIn(string path, IReadOnlyList<string> files) =>
        files.Contains(LogName, StringComparer.Ordinal) ? null : SystemTree.Find(path);

    private static string LogIn(string place, IReadOnlyList<string> files)
    {
        if (files.Contains(LogName, StringComparer.Ordinal))
        {
            return LogName;
        }

        var others = files.Where(name => name != CommandLineName && !NodeFilesReader.IsNodeFile(name)).ToList();
        return others is [var only]
            ? only
            : throw new MachineInputException(
                place, 0, $"a folder that holds {LogName}, a single other log, or {SystemTree.Shape}", others.Count == 0 ? "a folder without one" : $"{others.Count} other files");
    }

    private static string CommandLine(IReadOnlyList<string> files, Func<string, InputReader> open, out string place)
    {
        place = "";
        if (!files.Contains(CommandLineName, StringComparer.Ordinal))
        {
            return "";
        }

        using var reader = open(CommandLineName);
        place = reader.File + ":1";
        reader.MaxChars = InputLimits.MaxLineChars;
        return reader.TryRead(out var line) ? line.Text.Trim() : "";
    }

    private static string NameOf(string path)
    {
        string name = PlainText.OneLine(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), 100);
        return name.Length == 0 ? "machine" : name;
    }

    private static List<string> FilesIn(string path)
    {
        try
        {
            return [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Take(MaxFiles)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new MachineInputException(path, 0, "a folder that can be read", SystemWords.Of(fault), fault);
        }
    }
}
