using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot explore</c>: try many orders, stop at the first broken invariant, shrink it, tell it as a story.</summary>
internal sealed class ExploreCommand
{
    private readonly ExploreOptions _options = new();
    private readonly RunMetrics _metrics = new();
    private readonly ResultFiles _files;

    private readonly Option<string?> _json = ResultOptions.Json();

    private readonly Option<string?> _mermaid = new("--mermaid")
    {
        Description = "write the first broken order as a Mermaid sequence diagram",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _report = ResultOptions.Report("a page that steps through what broke");

    private readonly Option<string?> _replayFile = new("--replay-file")
    {
        Description = "where to write the first broken order for numaboot replay [default: a new file such as tiny-v1-17.json in the current folder]",
        HelpName = "FILE",
    };

    private ExploreCommand() => _files = new ResultFiles(_json, _mermaid, _report, _replayFile);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var explore = new ExploreCommand();
        var command = new ExampleCommand(
            "explore", "Try many orders of messages, and shrink and tell the first that breaks an invariant.", "numaboot explore tiny --policy v1 --order priority");
        explore._options.AddTo(command);
        explore._files.AddTo(command);
        explore._metrics.AddTo(command);
        command.SetAction(parsed => Guard.Run(() => explore.Execute(parsed)));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        RequireReplayFile(parsed);
        _metrics.Check(parsed);
        var taken = _files.Check(parsed, _options.Inputs(parsed));
        var settings = _options.Read(parsed);
        using var metrics = _metrics.Start(parsed);
        using var export = RunMetrics.Export();
        metrics.Begin();
        var stop = interrupt.Defer();
        var result = ExploreProgress.Show(progress => metrics.Search(settings, progress, stop));
        var writer = new ResultWriter();
        var replays = new ReplayFiles(settings.Request.Machine.Name, _replayFile.Name, parsed.GetValue(_replayFile), taken, writer);
        bool drawsScenes = parsed.GetValue(_report) is not null;
        ToldBreak[] breaks = [.. result.Broken.Select(broken => Tell(broken, replays, drawsScenes))];
        Write(parsed, result, breaks, writer);
        int code = Conclude(parsed, result);
        metrics.Linger(stop);
        export?.Close(stop.IsCancellationRequested ? CancellationToken.None : stop);
        writer.RequireAll();
        return code;
    }

    private int Conclude(ParseResult parsed, ExplorationResult result)
    {
        if (result.WasInterrupted)
        {
            Console.Error.WriteLine("numaboot: interrupted");
            return ExitCodes.Interrupted;
        }

        if (!result.Broken.IsEmpty)
        {
            Console.Error.WriteLine($"reproduce: {ShellLine.Of(["numaboot", "explore", .. _options.Reproduce(parsed, result)])}");
            return ExitCodes.Broken;
        }

        return ExitCodes.Clean;
    }

    // What is not text for people to read goes to no terminal.
    private void RequireReplayFile(ParseResult parsed)
    {
        if (parsed.GetValue(_replayFile) == TakenPlaces.StandardOutput)
        {
            throw new MachineInputException(_replayFile.Name, 0, "a file", TakenPlaces.StandardOutput);
        }
    }

    private static ToldBreak Tell(BrokenInvariant broken, ReplayFiles replays, bool drawsScenes)
    {
        string? file = replays.Write(broken.Recording);
        var story = RecordedStory.Of(broken.Recording, broken.Deliveries, file is null ? null : Replay(file), drawsScenes: drawsScenes);
        return new ToldBreak(broken, file, StoryText.Lines(story)) { Scenes = drawsScenes ? story : null };
    }

    private static string Replay(string file) => ShellLine.Of(["numaboot", "replay", file]);

    private ReportOrigin Origin(ParseResult parsed, ExplorationSettings settings) => ReportOrigins.Of(
        settings.Request with { Seed = settings.FirstSeed },
        ShellLine.Of(["numaboot", "explore", .. _options.Repeat(parsed, settings)]),
        _options.Inputs(parsed));

    private void Write(ParseResult parsed, ExplorationResult result, ToldBreak[] breaks, ResultWriter writer)
    {
        ResultFiles.Write(parsed, _json, writer, () => ExploreJson.Write(result, breaks));
        if (breaks.Length > 0)
        {
            ResultFiles.Write(parsed, _mermaid, writer, () => SequenceDiagram.Write(RecordedStory.Of(breaks[0].Broken.Recording)));
        }
        else if (parsed.GetValue(_mermaid) is not null)
        {
            Console.Error.WriteLine("note: no diagram is written: nothing broke");
        }

        ResultFiles.Write(parsed, _report, writer, () => ExploreReport.Write(result, breaks, Replay, Origin(parsed, result.Settings)));
        if (!_files.OwnStandardOutput(parsed))
        {
            Console.Out.Write(ExploreSummary.Write(result, breaks));
        }
    }
}
