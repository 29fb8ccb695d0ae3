using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot run</c>: boot one machine and report.</summary>
internal sealed class RunCommand
{
    private readonly MachineOptions _machine = new();

    private readonly Option<string> _policy = new("--policy")
    {
        Description = $"how memory is initialised: {string.Join(", ", InitPolicies.All.Select(policy => policy.Name))}",
        DefaultValueFactory = _ => InitPolicies.Default.Name,
    };

    private readonly Option<long> _seed = new("--seed") { Description = "moves the small delays between actors", DefaultValueFactory = _ => 1 };

    private readonly Option<string?> _workload = new("--workload") { Description = "what the CPUs do, as our JSON, instead of what the kernel command line costs" };

    private readonly Option<string?> _json = new("--json") { Description = "write the result as JSON to this file; -: to standard output, and nothing else there" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = new RunCommand();
        var command = new Command("run", "Boot one machine and report.\n\nExample: numaboot run dmesg.txt --policy v6.1 --json -");
        run._machine.AddTo(command);
        command.Options.Add(run._policy);
        command.Options.Add(run._seed);
        command.Options.Add(run._workload);
        command.Options.Add(run._json);
        command.SetAction(parsed => Guard.Run(() => run.Execute(parsed)));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        string name = parsed.GetValue(_policy)!;
        if (InitPolicies.Find(name) is not { } policy)
        {
            throw new MachineInputException("--policy", 0, string.Join(", ", InitPolicies.All.Select(known => known.Name)), name);
        }

        var result = new BootRun().Run(MakeRequest(parsed, policy));
        string? json = parsed.GetValue(_json);
        if (json == "-")
        {
            Console.Out.Write(RunJson.Write(result));
        }
        else
        {
            Console.Out.Write(RunSummary.Write(result));
        }

        if (json is not null and not "-")
        {
            File.WriteAllText(json, RunJson.Write(result));
        }

        return result.IsClean ? ExitCodes.Clean : ExitCodes.Broken;
    }

    private BootRequest MakeRequest(ParseResult parsed, InitPolicy policy)
    {
        var machine = _machine.Read(parsed);
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        var workload = parsed.GetValue(_workload) is { } file
            ? WorkloadJson.ReadFile(file)
            : machine.OwnWorkload ?? CommandLineWorkload.From(machine, commandLine);
        workload.Check(machine);
        return new BootRequest(machine, policy, workload, parsed.GetValue(_seed)) { Movable = MovableParameters.From(commandLine) };
    }
}
