using System.CommandLine;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot run</c>: boot one machine and report.</summary>
internal sealed class RunCommand
{
    private readonly BootOptions _boot = new("moves the small delays between actors: another seed is another machine's luck");
    private readonly CostOptions _costs = new();
    private readonly RunOrder _order = new();
    private readonly RunThreads _threads = new();
    private readonly RunCluster _cluster = new();
    private readonly RunTracing _tracing = new();
    private readonly RunMetrics _metrics = new();
    private readonly BootOutputs _outputs = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = new RunCommand();
        var command = new ExampleCommand("run", "Boot one machine and report.", "numaboot run dmesg.txt --policy v6.1 --json -");
        run._boot.AddTo(command);
        run._costs.AddTo(command);
        run._order.AddTo(command);
        run._threads.AddTo(command);
        run._cluster.AddTo(command);
        run._outputs.AddTo(command);
        run._tracing.AddTo(command);
        run._metrics.AddTo(command);
        command.SetAction(parsed => Guard.Run(() => run.Execute(parsed)));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        Check(parsed);
        var opening = _tracing.Start(parsed, _outputs.HasTimeline(parsed));
        var request = _costs.Apply(parsed, _boot, _boot.Read(parsed), CancellationToken.None);
        using var metrics = _metrics.Start(parsed);
        using var telemetry = opening;
        var stop = interrupt.Defer();
        var result = Boot(parsed, request, telemetry, metrics, stop);
        var writer = new ResultWriter();
        Tell(parsed, result, writer);
        int code = Conclude(parsed, result);
        telemetry.End(result, _order.IsFree(parsed) ? null : Reproduce(parsed), stop, _cluster.Recoveries);
        metrics.Linger(stop);
        writer.RequireAll();
        return code;
    }

    private void Check(ParseResult parsed)
    {
        bool isFree = _order.IsFree(parsed);
        _costs.Check(parsed, isFree);
        _order.Check(parsed, _boot);
        _threads.Check(parsed, isFree);
        _cluster.Check(parsed, isFree, _threads.AreGiven(parsed));
        _outputs.Check(parsed, _boot.Inputs(parsed), isFree);
        _tracing.Check(parsed, isFree);
        _metrics.Check(parsed, _cluster.IsWanted(parsed));
    }

    private BootResult Boot(ParseResult parsed, BootRequest request, RunTelemetry telemetry, MeasuredRun metrics, CancellationToken stop)
    {
        telemetry.Begin(request, _order.IsFree(parsed) ? null : "");
        metrics.Begin();
        var history = _outputs.WantsReport(parsed) ? HistorySettings.For(request.Machine.Nodes.Length) : null;
        var observation = telemetry.Observation with { Meter = metrics.Meter, History = history };
        return _cluster.IsWanted(parsed)
            ? Progress.Show(_cluster.Calling(parsed), progress => _cluster.Run(parsed, request, observation, telemetry.TraceParent, progress, stop))
            : Progress.Show("planning the boot", progress => _order.Run(parsed, request, _threads.Of(parsed, request), observation, progress, stop));
    }

    private void Tell(ParseResult parsed, BootResult result, ResultWriter writer)
    {
        _outputs.Write(parsed, result, () => ReportOrigins.Of(result.Request, Reproduce(parsed), _boot.Inputs(parsed)), writer);
        if (!_outputs.OwnsStandardOutput(parsed))
        {
            Console.Out.Write(RunSummary.Write(result));
        }

        if (_cluster.IsWanted(parsed))
        {
            _cluster.Tell(result);
        }
        else
        {
            RunThreads.Tell(result);
        }
    }

    private int Conclude(ParseResult parsed, BootResult result)
    {
        if (result.Outcome == BootOutcome.Interrupted)
        {
            Console.Error.WriteLine("numaboot: interrupted");
            return ExitCodes.Interrupted;
        }

        if (result.IsClean)
        {
            return ExitCodes.Clean;
        }

        Console.Error.WriteLine($"reproduce: {Reproduce(parsed)}");
        return ExitCodes.Broken;
    }

    private string Reproduce(ParseResult parsed)
    {
        long? seed = _order.IsFree(parsed) ? null : _boot.Seed(parsed);
        return ShellLine.Of(["numaboot", "run", .. _boot.Reproduce(parsed, seed), .. _costs.Reproduce(parsed), .. _order.Reproduce(parsed)]);
    }
}
