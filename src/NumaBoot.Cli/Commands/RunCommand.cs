using System.CommandLine;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot run</c>: boot one machine and report.</summary>
internal sealed class RunCommand
{
    private readonly BootOptions _boot = new("moves the small delays between actors: another seed is another machine's luck");
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
        _order.Check(parsed, _boot);
        _threads.Check(parsed, _order.IsFree(parsed));
        _cluster.Check(parsed, _order.IsFree(parsed), _threads.AreGiven(parsed));
        _outputs.Check(parsed, _boot.Inputs(parsed));
        _tracing.Check(parsed, _order.IsFree(parsed));
        _metrics.Check(parsed, _cluster.IsWanted(parsed));
        var request = _boot.Read(parsed);
        using var metrics = _metrics.Start(parsed);
        using var telemetry = _tracing.Start(parsed);
        var stop = interrupt.Defer();
        telemetry.Begin(request, !_order.IsFree(parsed));
        var result = Progress.Show(_cluster.IsWanted(parsed) ? _cluster.Calling(parsed) : "planning the boot", progress => _cluster.IsWanted(parsed)
            ? _cluster.Run(parsed, request, telemetry, progress, stop)
            : _order.Run(parsed, request, _threads.Of(parsed, request), telemetry.Observation with { Meter = metrics.Meter }, progress, stop));
        var writer = new ResultWriter();
        _outputs.Write(parsed, result, writer);
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

        int code = Conclude(parsed, result);
        telemetry.End(result, Reproduce(parsed));
        metrics.Linger(stop);
        writer.RequireAll();
        return code;
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
        return ShellLine.Of(["numaboot", "run", .. _boot.Reproduce(parsed, seed), .. _order.Reproduce(parsed)]);
    }
}
