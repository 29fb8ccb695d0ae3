using System.Runtime.InteropServices;

namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from whatever the user names: a built-in machine, the running system, a folder, standard input, or a
/// file of which the kind is recognised. A file that is called as a built-in machine is <c>./name</c>.
/// </summary>
public static class MachineReader
{
    /// <summary>The argument that means standard input; a file of that name is <c>./-</c>.</summary>
    public const string StandardInput = "-";

    /// <summary>The argument that means the running Linux; a file of that name is <c>./this</c>.</summary>
    public const string RunningSystem = "this";

    private const string RunningRoot = "/";
    private const string StandardInputName = "stdin";
    private const int HeadLines = 16;

    /// <summary>The kinds of files, the most particular first.</summary>
    private static readonly IMachineFormat[] Formats =
    [
        new JournalJsonFormat(), new JsonFormat(), new HwlocXmlFormat(), new QemuFormat(), new HwlocSyntheticFormat(), new LogFormat(),
    ];

    /// <summary>The machine that an argument names.</summary>
    /// <param name="argument">A name or a path.</param>
    /// <exception cref="MachineInputException">There is no such thing, or it describes no machine.</exception>
    public static MachineSpec Read(string argument)
    {
        if (argument == StandardInput)
        {
            return ReadStandardInput();
        }

        if (argument == RunningSystem)
        {
            return ReadRunningSystem();
        }

        if (BuiltInMachines.TryCreate(argument, out var machine))
        {
            return machine;
        }

        if (Directory.Exists(argument))
        {
            return MachineFolder.Read(argument);
        }

        return File.Exists(argument)
            ? ReadFile(argument)
            : throw Unknown(argument);
    }

    /// <summary>
    /// The files that <see cref="Read(string)"/> would read for an argument, <see cref="StandardInput"/> among them; none for
    /// a built-in machine and for the running one, whose files nobody writes.
    /// </summary>
    /// <param name="argument">A name or a path.</param>
    public static IEnumerable<string> FilesOf(string argument) =>
        argument == RunningSystem || BuiltInMachines.IsName(argument) ? [] : argument != StandardInput && Directory.Exists(argument) ? MachineFolder.PathsIn(argument) : [argument];

    /// <summary>The machine that QEMU's arguments describe, as <c>--qemu "..."</c> gives them.</summary>
    /// <exception cref="MachineInputException">They describe none.</exception>
    public static MachineSpec FromQemu(string arguments) => QemuReader.Read("qemu", "--qemu", arguments);

    /// <summary>The machine that a synthetic description of hwloc's makes, as <c>--hwloc "..."</c> gives it.</summary>
    /// <exception cref="MachineInputException">It makes none.</exception>
    public static MachineSpec FromHwloc(string description) => HwlocReader.Read("hwloc", "--hwloc", description);

    private static MachineSpec ReadRunningSystem() => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
        ? SystemReader.Read(RunningSystem, RunningRoot)
        : throw new MachineInputException(RunningSystem, 0, "a running x86_64 Linux, since no other is simulated", RuntimeInformation.RuntimeIdentifier);

    private static MachineSpec ReadStandardInput()
    {
        using var reader = InputReader.Of(StandardInputName, Console.OpenStandardInput());
        return Read(StandardInputName, reader);
    }

    private static MachineSpec ReadFile(string path)
    {
        using var reader = InputReader.Open(path);
        return Read(NameOf(path), reader);
    }

    /// <summary>The machine of a file of some kind.</summary>
    internal static MachineSpec Read(string name, InputReader reader)
    {
        // JSON and XML may stand on a single line, which no log would.
        reader.LongLines = reader.FirstLetter() is '{' or '<';
        var head = reader.Peek(HeadLines);
        return Formats.First(format => format.Recognises(head)).Read(name, reader);
    }

    private static MachineInputException Unknown(string argument) => BuiltInMachines.SocketsOf(argument) is { } number
        ? new MachineInputException(argument, 0, $"{BuiltInMachines.SocketsName} with N from 1 to {BuiltInMachines.MaxSockets}", PlainText.Quoted(number))
        : new MachineInputException(argument.Length == 0 ? "MACHINE" : argument, 0, $"a file, a folder, {RunningSystem} (the running Linux) or one of {BuiltInMachines.NamesInWords}", "no such thing");

    // A log that is called as every log is says less than the folder that it lies in.
    private static string NameOf(string path)
    {
        string file = Path.GetFileNameWithoutExtension(path);
        string? folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        bool isAnyLog = file == Path.GetFileNameWithoutExtension(MachineFolder.LogName) && !string.IsNullOrEmpty(folder);
        string name = PlainText.OneLine(isAnyLog ? folder! : file, 100);
        return name.Length == 0 ? "machine" : name;
    }
}
