using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>Boots as the command asks for them.</summary>
internal static class Boots
{
    /// <summary>The boot of a built-in machine, or of a recorded one by its name.</summary>
    public static BootRequest Request(string machine, string policy, long seed = 1)
    {
        var spec = MachineReader.Read(Fixtures.Boots.Contains(machine, StringComparer.Ordinal) ? Fixtures.Boot(machine) : machine);
        var commandLine = KernelCommandLine.Parse(spec.CommandLine);
        return new BootRequest(spec, InitPolicies.Find(policy)!, spec.OwnWorkload ?? CommandLineWorkload.From(spec, commandLine), seed)
        {
            Movable = MovableParameters.From(commandLine),
        };
    }
}
