using System.CommandLine;
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

    public void AddTo(Command command)
    {
        UnknownOption.Refuse(_machine);
        command.Arguments.Add(_machine);
        command.Options.Add(_qemu);
        command.Options.Add(_hwloc);
        command.Options.Add(_commandLine);
    }

    /// <summary>The files that the machine comes from.</summary>
    public IEnumerable<NamedFile> Inputs(ParseResult parsed) =>
        parsed.GetValue(_machine) is { Length: > 0 } name ? MachineReader.FilesOf(name).Select(file => new NamedFile(_machine.Name, file)) : [];

    /// <summary>The machine, with what the command line adds. What was guessed goes to standard error.</summary>
    public MachineSpec Read(ParseResult parsed)
    {
        string? qemu = parsed.GetValue(_qemu);
        string? hwloc = parsed.GetValue(_hwloc);
        string? name = parsed.GetValue(_machine);
        if (qemu is not null && (name ?? hwloc) is { } other)
        {
            throw new MachineInputException(_qemu.Name, 0, "QEMU arguments or a machine, not both", other);
        }

        if (hwloc is not null && name is not null)
        {
            throw new MachineInputException(_hwloc.Name, 0, "a description or a machine, not both", name);
        }

        var machine = qemu is not null ? MachineReader.FromQemu(qemu)
            : hwloc is not null ? MachineReader.FromHwloc(hwloc)
            : name is not null ? MachineReader.Read(name)
            : BuiltInMachines.Default;
        machine = CommandLineMemory.Apply(machine, parsed.GetValue(_commandLine) ?? "");
        foreach (string note in machine.Notes)
        {
            Console.Error.WriteLine($"note: {note}");
        }

        return machine;
    }

    /// <summary>The words that lead to the same machine again.</summary>
    public IEnumerable<string> Reproduce(ParseResult parsed)
    {
        if (parsed.GetValue(_machine) is { } name)
        {
            yield return name;
        }

        if (parsed.GetValue(_qemu) is { } qemu)
        {
            yield return _qemu.Name;
            yield return qemu;
        }

        if (parsed.GetValue(_hwloc) is { } description)
        {
            yield return _hwloc.Name;
            yield return description;
        }

        if (parsed.GetValue(_commandLine) is { } parameters)
        {
            yield return _commandLine.Name;
            yield return parameters;
        }
    }
}
