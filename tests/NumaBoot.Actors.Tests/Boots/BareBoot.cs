using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>
/// A recorded boot of which everything is deleted but the log, the command line, the distances and the CPU lists, and
/// what the simulation makes of these alone.
/// </summary>
internal static class BareBoot
{
    private static readonly string[] Inputs = ["dmesg.txt", "cmdline"];

    public static MachineSpec Machine(string boot)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), boot);
        Directory.CreateDirectory(folder);
        try
        {
            foreach (string path in Directory.EnumerateFiles(Fixtures.Boot(boot)))
            {
                string file = Path.GetFileName(path);
                if (Inputs.Contains(file, StringComparer.Ordinal) || file.StartsWith("node-node", StringComparison.Ordinal))
                {
                    File.Copy(path, Path.Combine(folder, file));
                }
            }

            return MachineReader.Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static BootRequest Request(string boot, InitPolicy policy)
    {
        var machine = Machine(boot);
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        return new BootRequest(machine, policy, CommandLineWorkload.From(machine, commandLine))
        {
            Movable = MovableParameters.From(commandLine),
        };
    }

    public static BootResult Run(string boot, InitPolicy policy) => new BootRun().Run(Request(boot, policy));
}
