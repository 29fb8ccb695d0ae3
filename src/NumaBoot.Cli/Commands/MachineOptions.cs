using System.CommandLine;
using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>How every command is told which machine it is about.</summary>
internal sealed class MachineOptions
{
    public Argument<string?> Machine { get; } = new("MACHINE")
    {
        Description = "a built-in name (tiny, tiny2, two-socket, sockets-N), a kernel log, a folder with one, QEMU arguments or our JSON; none: a real log that ships inside",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Qemu { get; } = new("--qemu") { Description = "QEMU arguments instead of a machine" };

    public Option<string?> CommandLine { get; } = new("--cmdline") { Description = "kernel parameters on top of the machine's own, as in \"trace_buf_size=100M trace_event=sched_switch\"" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Machine);
        command.Options.Add(Qemu);
        command.Options.Add(CommandLine);
    }

    /// <summary>The machine, with what the command line adds.</summary>
    public MachineSpec Read(ParseResult parsed)
    {
        string? qemu = parsed.GetValue(Qemu);
        string? name = parsed.GetValue(Machine);
        var machine = qemu is not null ? MachineReader.FromQemu(qemu) : name is not null ? MachineReader.Read(name) : BuiltInMachines.Default;
        return CommandLineMemory.Apply(machine, parsed.GetValue(CommandLine) ?? "");
    }
}
