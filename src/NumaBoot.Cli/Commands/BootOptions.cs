using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>How every command that boots machines is told what to boot and how.</summary>
/// <param name="seedMeaning">What the seed decides.</param>
/// <param name="hasPolicy">Whether the user names one policy.</param>
internal sealed class BootOptions(string seedMeaning, bool hasPolicy = true)
{
    private readonly MachineOptions _machine = new();

    private readonly Option<string> _policy = new("--policy")
    {
        Description = $"how memory is initialised: {PolicyNames.InWords}",
        HelpName = "NAME",
        DefaultValueFactory = _ => InitPolicies.Default.Name,
    };

    private readonly Option<long> _seed = new("--seed")
    {
        Description = seedMeaning,
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string[]> _workload = new("--workload")
    {
        Description = "what the CPUs do, instead of what a kernel takes for itself and its command line costs: our JSON, a kernel trace of kmem:mm_page_alloc and mm_page_free, or a list of early allocations, gzip-compressed or not; given again, one file after the other",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        _machine.AddTo(command);
        if (hasPolicy)
        {
            command.Options.Add(_policy);
        }

        command.Options.Add(_seed);
        command.Options.Add(_workload);
    }

    /// <summary>What the option of the seed is called.</summary>
    public string SeedName => _seed.Name;

    /// <summary>The seed.</summary>
    public long Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>Whether a seed was asked for.</summary>
    public bool HasSeed(ParseResult parsed) => parsed.GetResult(_seed) is { Implicit: false };

    /// <summary>The files that are read.</summary>
    public IEnumerable<NamedFile> Inputs(ParseResult parsed) =>
        _machine.Inputs(parsed).Concat(Workloads(parsed).Where(file => file.Length > 0).Select(file => new NamedFile(_workload.Name, file)));

    /// <summary>All that a boot is a function of.</summary>
    public BootRequest Read(ParseResult parsed)
    {
        var policy = ReadPolicy(parsed);
        var machine = _machine.Read(parsed);
        BootableCheck.Require(machine);
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        var workload = Workloads(parsed) is { Length: > 0 } files ? ReadWorkload(files, machine, _machine.Find(parsed)) : OwnWorkload(machine, commandLine);
        return new BootRequest(machine, policy, workload, parsed.GetValue(_seed)) { Movable = MovableParameters.From(commandLine) };
    }

    /// <summary>The boot that a log is of: the machine as it was found, under its own command line.</summary>
    public BootRequest ReadAsLogged(ParseResult parsed)
    {
        var machine = CommandLineMemory.Apply(_machine.Find(parsed));
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        return new BootRequest(machine, InitPolicies.V61, OwnWorkload(machine, commandLine)) { Movable = MovableParameters.From(commandLine) };
    }

    /// <summary>The options that lead to the same boot again, whatever the defaults of a later version.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seed">With which seed; null where none has a part in it.</param>
    public IEnumerable<string> Reproduce(ParseResult parsed, long? seed)
    {
        foreach (string word in _machine.Reproduce(parsed))
        {
            yield return word;
        }

        if (hasPolicy)
        {
            yield return _policy.Name;
            yield return parsed.GetValue(_policy)!;
        }

        if (seed is not null)
        {
            yield return _seed.Name;
            yield return $"{seed}";
        }

        foreach (string file in Workloads(parsed))
        {
            yield return _workload.Name;
            yield return file;
        }
    }

    private string[] Workloads(ParseResult parsed) => parsed.GetValue(_workload) ?? [];

    /// <summary>What was passed over goes to standard error.</summary>
    private static Workload ReadWorkload(string[] files, MachineSpec machine, MachineSpec recorded)
    {
        var read = WorkloadReader.ReadFiles(files, machine, recorded);
        foreach (string note in read.Notes)
        {
            Console.Error.WriteLine($"note: {note}");
        }

        return read.Workload;
    }

    /// <summary>Parameters such as <c>numa=off</c> may have taken away what a machine's own workload is about.</summary>
    private static Workload OwnWorkload(MachineSpec machine, KernelCommandLine commandLine)
    {
        var workload = machine.OwnWorkload ?? CommandLineWorkload.From(machine, commandLine);
        workload.Check(machine, $"the workload of {machine.Name}");
        return workload;
    }

    private InitPolicy ReadPolicy(ParseResult parsed)
    {
        if (!hasPolicy)
        {
            return InitPolicies.Default;
        }

        string name = parsed.GetValue(_policy)!;
        return InitPolicies.Find(name)
            ?? throw new MachineInputException(_policy.Name, 0, PolicyNames.InWords, name.Length == 0 ? "nothing" : name);
    }
}
