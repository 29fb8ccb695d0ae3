using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>Where a boot's results go besides the terminal.</summary>
internal sealed class BootOutputs
{
    private const string StandardOutput = "-";

    private readonly Option<string?> _json = new("--json")
    {
        Description = "write the result as JSON to this file; -: to standard output, and nothing else there",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _snapshots = new("--snapshots")
    {
        Description = "write nodes and zones at the points of the boot where kernels were stopped, one JSON object a line",
        HelpName = "FILE",
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

    /// <summary>Whether standard output belongs to the JSON.</summary>
    public bool OwnsStandardOutput(ParseResult parsed) => parsed.GetValue(_json) == StandardOutput;

    /// <summary>Tells what cannot be written before the work is done, not after.</summary>
    public void Check(ParseResult parsed)
    {
        foreach (var option in new[] { _json, _snapshots })
        {
            if (parsed.GetValue(option) is { } file and not StandardOutput)
            {
                CheckFile(option.Name, file);
            }
        }

        if (parsed.GetValue(_proc) is { } folder && File.Exists(folder))
        {
            throw new MachineInputException(_proc.Name, 0, "a folder", $"the file {folder}");
        }
    }

    /// <summary>Writes what was asked for.</summary>
    public void Write(ParseResult parsed, BootResult result)
    {
        if (parsed.GetValue(_json) is { } json)
        {
            WriteText(json, RunJson.Write(result));
        }

        if (parsed.GetValue(_snapshots) is { } snapshots)
        {
            WriteText(snapshots, SnapshotLines.Write(result));
        }

        if (parsed.GetValue(_proc) is { } folder)
        {
            WriteProc(Directory.CreateDirectory(folder).FullName, result);
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

    private static void WriteProc(string folder, BootResult result)
    {
        if (result.Report?.Snapshots[^1] is { } last)
        {
            File.WriteAllText(Path.Combine(folder, "zoneinfo"), Zoneinfo.Write(last, [.. result.Plan.Cpus.Select(place => place.Cpu)]));
            File.WriteAllText(Path.Combine(folder, "buddyinfo"), Buddyinfo.Write(last));
        }

        File.WriteAllText(Path.Combine(folder, "dmesg.txt"), BootLog.Write(result));
    }

    private static void CheckFile(string option, string file)
    {
        if (Directory.Exists(file))
        {
            throw new MachineInputException(option, 0, "a file", $"the folder {file}");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(folder))
        {
            throw new MachineInputException(option, 0, "a file in a folder that exists", file);
        }
    }
}
