using System.CommandLine;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>Where a boot's results go besides the terminal.</summary>
internal sealed class BootOutputs
{
    private const string StandardOutput = "-";
    private static readonly string[] ProcFiles = ["zoneinfo", "buddyinfo", "dmesg.txt"];

    private readonly Option<string?> _json = new("--json")
    {
        Description = "write the result as JSON to this file; -: to standard output, and nothing else there",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _snapshots = new("--snapshots")
    {
        Description = "write nodes and zones at the points of the boot where kernels were stopped, one JSON object a line; -: to standard output",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _proc = new("--proc")
    {
        Description = "write zoneinfo, buddyinfo and dmesg.txt as the kernel prints them into this folder",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_snapshots);
        command.Options.Add(_proc);
    }

    /// <summary>Whether standard output belongs to one of them.</summary>
    public bool OwnsStandardOutput(ParseResult parsed) =>
        parsed.GetValue(_json) == StandardOutput || parsed.GetValue(_snapshots) == StandardOutput;

    /// <summary>Tells what cannot be written before the work is done, not after.</summary>
    public void Check(ParseResult parsed)
    {
        if (parsed.GetValue(_proc) is { } folder)
        {
            OutputPlaces.CheckFolder(_proc.Name, folder);
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, file) in Files(parsed))
        {
            string place = file;
            if (file != StandardOutput)
            {
                CheckFile(option, file);
                place = Path.GetFullPath(file);
            }

            if (!taken.TryAdd(place, option))
            {
                throw new MachineInputException(option, 0, $"another file than that of {taken[place]}", file);
            }
        }
    }

    /// <summary>Writes what was asked for.</summary>
    public void Write(ParseResult parsed, BootResult result)
    {
        if (parsed.GetValue(_json) is { } json)
        {
            WriteText(json, RunJson.Write(result));
        }

        if (result.Report is { } report)
        {
            WriteReport(parsed, result, report);
        }
        else if (parsed.GetValue(_snapshots) is not null || parsed.GetValue(_proc) is not null)
        {
            Console.Error.WriteLine("note: no snapshots and no kernel files are written: the boot ended before any node was asked");
        }
    }

    private void WriteReport(ParseResult parsed, BootResult result, BootReport report)
    {
        if (parsed.GetValue(_snapshots) is { } snapshots)
        {
            WriteText(snapshots, SnapshotLines.Write(result));
        }

        if (parsed.GetValue(_proc) is { } folder)
        {
            WriteProc(Directory.CreateDirectory(folder).FullName, result, report.Snapshots[^1]);
        }
    }

    private static void WriteText(string file, string text)
    {
        if (file == StandardOutput)
        {
            Console.Out.Write(text);
        }
        else
        {
            File.WriteAllText(file, text);
        }
    }

    private static void WriteProc(string folder, BootResult result, Snapshot last)
    {
        File.WriteAllText(Path.Combine(folder, ProcFiles[0]), Zoneinfo.Write(last, [.. result.Plan.Cpus.Select(place => place.Cpu)]));
        File.WriteAllText(Path.Combine(folder, ProcFiles[1]), Buddyinfo.Write(last));
        File.WriteAllText(Path.Combine(folder, ProcFiles[2]), BootLog.Write(result));
    }

    private IEnumerable<(string Option, string File)> Files(ParseResult parsed)
    {
        if (parsed.GetValue(_json) is { } json)
        {
            yield return (_json.Name, json);
        }

        if (parsed.GetValue(_snapshots) is { } snapshots)
        {
            yield return (_snapshots.Name, snapshots);
        }

        foreach (string name in parsed.GetValue(_proc) is null ? [] : ProcFiles)
        {
            yield return (_proc.Name, Path.Combine(parsed.GetValue(_proc)!, name));
        }
    }

    // Files of a folder that is still to be made can be written if the folder can be made.
    private void CheckFile(string option, string file)
    {
        if (option != _proc.Name || Directory.Exists(Path.GetDirectoryName(file)))
        {
            OutputPlaces.CheckFile(option, file);
        }
    }
}
