using System.CommandLine;
using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot machine</c>: what was understood of the input, as our JSON.</summary>
internal static class MachineCommand
{
    public static Command Create()
    {
        var options = new MachineOptions();
        var command = new ExampleCommand("machine", "Print what was understood of a machine, as our JSON.", "numaboot machine dmesg.txt > machine.json");
        options.AddTo(command);
        command.SetAction(parsed => Guard.Run(() =>
        {
            using var interrupt = new Interrupt();
            Console.Out.Write(MachineJson.Write(options.Read(parsed)));
            return ExitCodes.Clean;
        }));
        return command;
    }
}
