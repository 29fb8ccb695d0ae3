using System.CommandLine;
using NumaBoot.Cli.Commands;

namespace NumaBoot.Cli;

/// <summary>The command <c>numaboot</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        var root = new RootCommand("Simulates how a NUMA machine brings its memory to life at boot.") { RunCommand.Create(), MachineCommand.Create() };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"numaboot: {parsed.Errors[0].Message.ReplaceLineEndings(" ")}");
            return ExitCodes.BadInput;
        }

        return Guard.Run(() => parsed.Invoke());
    }
}
