using System.CommandLine;
using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Ordering;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot replay</c>: deliver a recorded order again, to the byte.</summary>
internal sealed class ReplayCommand
{
    private readonly ResultFiles _files;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "a file that numaboot explore wrote, -: from standard input",
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<string?> _json = ResultOptions.Json();

    private readonly Option<string?> _mermaid = new("--mermaid")
    {
        Description = "write the order as a Mermaid sequence diagram",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _report = ResultOptions.Report("a page that steps through the order");

    private readonly Option<bool> _all = new("--all")
    {
        Description = "tell every delivery, from the first of the boot on",
    };

    private readonly TimelineOption _timeline = new();

    private readonly RunTracing _tracing = new();

    private ReplayCommand() => _files = new ResultFiles(_json, _mermaid, _report, _timeline.Option);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var replay = new ReplayCommand();
        var command = new ExampleCommand("replay", "Deliver a recorded order again, to the byte.", "numaboot replay tiny-v1-17.json");
        UnknownOption.Refuse(replay._file);
        command.Arguments.Add(replay._file);
        replay._files.AddTo(command);
        command.Options.Add(replay._all);
        replay._tracing.AddTo(command);
        command.SetAction(parsed => Guard.Run(() => replay.Execute(parsed)));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        string file = parsed.GetValue(_file)!;
        _files.Check(parsed, file.Length > 0 ? [new NamedFile(_file.Name, file)] : []);
        _tracing.Check(parsed, isFree: false);
        var opening = _tracing.Start(parsed, _timeline.IsWanted(parsed));
        var recording = ReplayFile.ReadFile(file);
        using var telemetry = opening;
        var stop = interrupt.Defer();
        telemetry.Begin(recording.Request, string.Create(CultureInfo.InvariantCulture, $"replay {recording.Digest:x16}"));
        var replayed = Deliver(file, recording, telemetry.Observation, stop);
        bool all = parsed.GetValue(_all);
        var story = RecordedStory.Of(recording, tellsAll: all, drawsScenes: parsed.GetValue(_report) is not null);
        var lines = StoryText.Lines(story, all);
        var writer = new ResultWriter();
        ResultFiles.Write(parsed, _json, writer, () => ExploreJson.Write(replayed, lines));
        ResultFiles.Write(parsed, _mermaid, writer, () => SequenceDiagram.Write(story, all));
        _timeline.Write(parsed, replayed.Result, writer);
        ResultFiles.Write(parsed, _report, writer, () => ReplayReport.Write(replayed, story, lines, Origin(file, all, recording)));
        if (!_files.OwnStandardOutput(parsed))
        {
            Console.Out.Write(ReplaySummary.Write(replayed, lines));
        }

        telemetry.End(replayed.Result, ShellLine.Of(["numaboot", "replay", file]), stop);
        writer.RequireAll();
        return ExitCodes.Broken;
    }

    private ReportOrigin Origin(string file, bool all, BootRecording recording)
    {
        string[] words = all ? ["numaboot", "replay", file, _all.Name] : ["numaboot", "replay", file];
        return new ReportOrigin(ShellLine.Of(words), recording.Seed, [ReportInput.Of("recording", ReplayFile.Write(recording))]);
    }

    private static ReplayedBoot Deliver(string file, BootRecording recording, BootObservation observation, CancellationToken stop)
    {
        try
        {
            return BootReplay.Run(recording, observation, stop);
        }
        catch (ReplayMismatchException other)
        {
            throw new MachineInputException(file, 0, other.Expected, other.Found, other);
        }
        catch (ReplayDivergedException other)
        {
            throw new MachineInputException(file, 0, "an order that this boot can be delivered in", $"at choice {other.Choice} {other.Wanted}, which is not pending there", other);
        }
    }
}
