using System.CommandLine;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>Where a boot's results go besides the terminal.</summary>
internal sealed class BootOutputs
{
    private static readonly string[] ProcFiles = ["zoneinfo", "buddyinfo", "dmesg.txt"];

    private readonly Option<string?> _json = ResultOptions.Json();

    private readonly Option<string?> _snapshots = new("--snapshots")
    {
        Description = "write nodes and zones at the points of the boot where kernels were stopped, one JSON object a line; -: to standard output",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _report = ResultOptions.Report();

    private readonly Option<string?> _proc = new("--proc")
    {
        Description = "write zoneinfo, buddyinfo and dmesg.txt as the kernel prints them into this folder",
        HelpName = "DIR",
    };

    private readonly TimelineOption _timeline = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_report);
        command.Options.Add(_snapshots);
        command.Options.Add(_proc);
        command.Options.Add(_timeline.Option);
    }

    /// <summary>Whether a timeline is among them, for which the boot has to be traced.</summary>
    public bool HasTimeline(ParseResult parsed) => _timeline.IsWanted(parsed);

    /// <summary>Whether standard output belongs to one of them.</summary>
    public bool OwnsStandardOutput(ParseResult parsed) =>
        new[] { _json, _report, _snapshots, _timeline.Option }.Any(option => parsed.GetValue(option) == TakenPlaces.StandardOutput);

    /// <summary>Whether a page is to be written, for which the history of the boot has to be recorded.</summary>
    public bool WantsReport(ParseResult parsed) => parsed.GetValue(_report) is not null;

    /// <summary>Tells what cannot be written before the work is done, not after.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inputs">What the command reads.</param>
    /// <param name="isFree">Whether the boot has no virtual time.</param>
    /// <exception cref="MachineInputException">A file cannot be written, is an input, or two want the same.</exception>
    public void Check(ParseResult parsed, IEnumerable<NamedFile> inputs, bool isFree)
    {
        if (isFree && new[] { _report, _timeline.Option }.FirstOrDefault(option => parsed.GetValue(option) is not null) is { } timed)
        {
            throw new MachineInputException(timed.Name, 0, "--order time beside it, since a free order has no virtual time", "--order free");
        }

        if (parsed.GetValue(_proc) is { } folder)
        {
            OutputPlaces.CheckFolder(_proc.Name, folder);
        }

        var taken = new TakenPlaces(inputs);
        foreach (var result in Files(parsed))
        {
            if (result.File != TakenPlaces.StandardOutput)
            {
                CheckFile(result);
            }

            taken.Take(result);
        }
    }

    /// <summary>Writes what was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="result">What came of the boot.</param>
    /// <param name="origin">Where it came from, for the page.</param>
    /// <param name="writer">Writes it.</param>
    public void Write(ParseResult parsed, BootResult result, Func<ReportOrigin> origin, ResultWriter writer)
    {
        if (parsed.GetValue(_report) is { } page)
        {
            writer.TryWrite(new NamedFile(_report.Name, page), RunReport.Write(result, origin()));
        }

        if (parsed.GetValue(_json) is { } json)
        {
            writer.TryWrite(new NamedFile(_json.Name, json), RunJson.Write(result));
        }

        _timeline.Write(parsed, result, writer);
        if (result.Report is { } report)
        {
            WriteReport(parsed, result, report, writer);
        }
        else if (parsed.GetValue(_snapshots) is not null || parsed.GetValue(_proc) is not null)
        {
            Console.Error.WriteLine("note: no snapshots and no kernel files are written: the boot ended before any node was asked");
        }
    }

    private void WriteReport(ParseResult parsed, BootResult result, BootReport report, ResultWriter writer)
    {
        if (parsed.GetValue(_snapshots) is { } snapshots)
        {
            writer.TryWrite(new NamedFile(_snapshots.Name, snapshots), SnapshotLines.Write(result));
        }

        if (parsed.GetValue(_proc) is { } folder)
        {
            writer.Try(new NamedFile(_proc.Name, folder), () => WriteProc(Directory.CreateDirectory(folder).FullName, result, report.Snapshots[^1]));
        }
    }

    private static void WriteProc(string folder, BootResult result, Snapshot last)
    {
        File.WriteAllText(Path.Combine(folder, ProcFiles[0]), Zoneinfo.Write(last, [.. result.Plan.Cpus.Select(place => place.Cpu)]));
        File.WriteAllText(Path.Combine(folder, ProcFiles[1]), Buddyinfo.Write(last));
        File.WriteAllText(Path.Combine(folder, ProcFiles[2]), BootLog.Write(result));
    }

    private IEnumerable<NamedFile> Files(ParseResult parsed)
    {
        if (parsed.GetValue(_json) is { } json)
        {
            yield return new NamedFile(_json.Name, json);
        }

        if (parsed.GetValue(_report) is { } page)
        {
            yield return new NamedFile(_report.Name, page);
        }

        if (parsed.GetValue(_snapshots) is { } snapshots)
        {
            yield return new NamedFile(_snapshots.Name, snapshots);
        }

        if (parsed.GetValue(_timeline.Option) is { } timeline)
        {
            yield return new NamedFile(_timeline.Option.Name, timeline);
        }

        foreach (string name in parsed.GetValue(_proc) is null ? [] : ProcFiles)
        {
            yield return new NamedFile(_proc.Name, Path.Combine(parsed.GetValue(_proc)!, name));
        }
    }

    // Files of a folder that is still to be made can be written if the folder can be made.
    private void CheckFile(NamedFile result)
    {
        if (result.Option != _proc.Name || Directory.Exists(Path.GetDirectoryName(result.File)))
        {
            OutputPlaces.CheckFile(result.Option, result.File);
        }
    }
}
