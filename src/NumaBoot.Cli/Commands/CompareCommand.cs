using System.Collections.Immutable;
using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot compare</c>: the same boot under every policy, side by side.</summary>
internal sealed class CompareCommand
{
    private readonly BootOptions _boot = new("moves the small delays between actors: another seed is another machine's luck", hasPolicy: false);

    private readonly Option<string[]> _policies = new("--policies")
    {
        Description = $"which policies, in this order (default: all presets: {PolicyNames.InWords})",
        HelpName = "NAME,...",
        AllowMultipleArgumentsPerToken = true,
    };

    // Here nobody asks for threads of the simulator.
    private readonly CostOptions _costs = new("--threads");

    private readonly Option<string?> _json = ResultOptions.Json();

    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "write a line for each policy as comma-separated values; -: to standard output",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _report = ResultOptions.Report();

    private readonly ResultFiles _files;

    private CompareCommand() => _files = new ResultFiles(_json, _csv, _report);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var compare = new CompareCommand();
        var command = new ExampleCommand(
            "compare", "Boot one machine under every policy, side by side.", "numaboot compare dmesg.txt --cmdline \"trace_event=sched_switch trace_buf_size=100M\"");
        compare._boot.AddTo(command);
        command.Options.Add(compare._policies);
        compare._costs.AddTo(command);
        compare._files.AddTo(command);
        command.SetAction(parsed => Guard.Run(() => compare.Execute(parsed)));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        _files.Check(parsed, _boot.Inputs(parsed));
        _costs.Check(parsed);
        var policies = Policies(parsed);
        var request = _boot.Read(parsed);
        var stop = interrupt.Defer();
        bool hasHistory = parsed.GetValue(_report) is not null;
        var comparison = Progress.Show<Comparison>(tell =>
        {
            int done = 0;
            return Comparer.Run(
                _costs.Apply(parsed, _boot, request, stop), policies, policy => tell?.Invoke($"{policy.Name} is done, {Interlocked.Increment(ref done)} of {policies.Length}"), hasHistory, stop);
        });
        var writer = new ResultWriter();
        ResultFiles.Write(parsed, _json, writer, () => ComparisonJson.Write(comparison));
        ResultFiles.Write(parsed, _csv, writer, () => ComparisonCsv.Write(comparison));
        ResultFiles.Write(parsed, _report, writer, () => CompareReport.Write(comparison, ReportOrigins.Of(comparison.Request, Again(parsed), _boot.Inputs(parsed))));
        if (!_files.OwnStandardOutput(parsed))
        {
            Console.Out.Write(ComparisonTable.Write(comparison));
        }

        int code = Conclude(parsed, comparison);
        writer.RequireAll();
        return code;
    }

    private int Conclude(ParseResult parsed, Comparison comparison)
    {
        if (comparison.WasInterrupted)
        {
            Console.Error.WriteLine("numaboot: interrupted");
            return ExitCodes.Interrupted;
        }

        // That a policy does what it does not deny is what a comparison is for; only a claim that does not hold is a failure.
        if (comparison.BrokenClaim is not { } broken)
        {
            return ExitCodes.Clean;
        }

        Console.Error.WriteLine($"reproduce: {Reproduce(parsed, broken.Policy)}");
        return ExitCodes.Broken;
    }

    private string Again(ParseResult parsed)
    {
        string[] policies = parsed.GetResult(_policies) is null or { Implicit: true } ? [] : [_policies.Name, string.Join(',', Policies(parsed).Select(policy => policy.Name))];
        return ShellLine.Of(["numaboot", "compare", .. _boot.Reproduce(parsed, _boot.Seed(parsed)), .. policies, .. _costs.Reproduce(parsed)]);
    }

    private string Reproduce(ParseResult parsed, InitPolicy policy) => ShellLine.Of(
        ["numaboot", "run", .. _boot.Reproduce(parsed, _boot.Seed(parsed)), "--policy", policy.Name, .. _costs.Reproduce(parsed)]);

    private ImmutableArray<InitPolicy> Policies(ParseResult parsed)
    {
        string[] names = [.. (parsed.GetValue(_policies) ?? []).SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (parsed.GetResult(_policies) is null or { Implicit: true })
        {
            return InitPolicies.All;
        }

        return
        [
            .. names.Select(name => InitPolicies.Find(name)
                ?? throw new MachineInputException(_policies.Name, 0, PolicyNames.InWords, name.Length == 0 ? "nothing" : name)),
        ];
    }
}
