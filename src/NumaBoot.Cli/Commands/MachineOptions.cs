using System.CommandLine;
using System.Globalization;
using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>How every command is told which machine it is about.</summary>
internal sealed class MachineOptions
{
    private readonly Argument<string?> _machine = new("MACHINE")
    {
        Description = $"a kernel log, a folder with one, a copy of /sys/devices/system/node, what lstopo writes as XML, a synthetic description of hwloc's, QEMU arguments or our JSON, -: from standard input; {MachineReader.RunningSystem}: the running Linux; or a built-in name: {BuiltInMachines.NamesInWords}; none: a real log that ships inside",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _qemu = new("--qemu") { Description = "QEMU arguments instead of a machine", HelpName = "ARGUMENTS" };

    private readonly Option<string?> _hwloc = new("--hwloc")
    {
        Description = "a synthetic description of hwloc's instead of a machine, as in \"pack:2 [numa(memory=64GB)] core:16 pu:2\"",
        HelpName = "DESCRIPTION",
    };

    private readonly Option<string?> _commandLine = new("--cmdline")
    {
        Description = "kernel parameters on top of the machine's own, as in \"trace_buf_size=100M trace_event=sched_switch\"",
        HelpName = "PARAMETERS",
    };

    private readonly Option<int?> _cpus = new("--cpus-per-node")
    {
        Description = "what if every node that has CPUs had N of them?",
        HelpName = "N",
    };

    private readonly Option<string?> _memory = new("--memory-per-node")
    {
        Description = "what if every node that has memory had SIZE of it, as in 64G? It then lies as on a PC, with the reservations of a typical kernel",
        HelpName = "SIZE",
    };

    private MachineSpec? _found;

    public void AddTo(Command command)
    {
        UnknownOption.Refuse(_machine);
        command.Arguments.Add(_machine);
        command.Options.Add(_qemu);
        command.Options.Add(_hwloc);
        command.Options.Add(_commandLine);
        command.Options.Add(_cpus);
        command.Options.Add(_memory);
    }

    /// <summary>The files that the machine comes from.</summary>
    public IEnumerable<NamedFile> Inputs(ParseResult parsed) =>
        parsed.GetValue(_machine) is { Length: > 0 } name ? MachineReader.FilesOf(name).Select(file => new NamedFile(_machine.Name, file)) : [];

    /// <summary>The machine, with what the command line adds and what if. What was guessed goes to standard error.</summary>
    public MachineSpec Read(ParseResult parsed)
    {
        var machine = Find(parsed);
        if (parsed.GetValue(_memory) is { } size)
        {
            machine = MemoryPerNode.Apply(machine, size, _memory.Name);
        }

        if (parsed.GetValue(_cpus) is { } cpus)
        {
            machine = CpusPerNode.Apply(machine, cpus, _cpus.Name);
        }

        machine = CommandLineMemory.Apply(machine, parsed.GetValue(_commandLine) ?? "");
        foreach (string note in machine.Notes)
        {
            Console.Error.WriteLine($"note: {note}");
        }

        return machine;
    }

    /// <summary>The machine as it was found: what its log tells is about that one. It is read once, since standard input ends.</summary>
    public MachineSpec Find(ParseResult parsed) => _found ??= ReadAny(parsed);

    private MachineSpec ReadAny(ParseResult parsed)
    {
        string? qemu = parsed.GetValue(_qemu);
        string? hwloc = parsed.GetValue(_hwloc);
        string? name = parsed.GetValue(_machine);
        if (qemu is not null && (name ?? hwloc) is not null)
        {
            throw new MachineInputException(_qemu.Name, 0, "QEMU arguments or a machine, not both", name ?? _hwloc.Name);
        }

        if (hwloc is not null && name is not null)
        {
            throw new MachineInputException(_hwloc.Name, 0, "a description or a machine, not both", name);
        }

        return qemu is not null ? MachineReader.FromQemu(qemu)
            : hwloc is not null ? MachineReader.FromHwloc(hwloc)
            : name is not null ? MachineReader.Read(name)
            : BuiltInMachines.Default;
    }

    /// <summary>The words that lead to the same machine again.</summary>
    public IEnumerable<string> Reproduce(ParseResult parsed)
    {
        if (parsed.GetValue(_machine) is { } name)
        {
            yield return name;
        }

        if (parsed.GetValue(_cpus) is { } cpus)
        {
            yield return _cpus.Name;
            yield return cpus.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var option in new[] { _qemu, _hwloc, _commandLine, _memory })
        {
            if (parsed.GetValue(option) is { } value)
            {
                yield return option.Name;
                yield return value;
            }
        }
    }
}
