using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Lanes;

/// <summary>Boots a machine on some threads and says what it took.</summary>
internal static class LanesOnce
{
    /// <summary>Boots <c>sockets-N</c> with that much memory a node, in a process of its own, and prints what it took.</summary>
    public static void Run(string nodes, string nodeGiB, string threads)
    {
        var machine = BuiltInMachines.Sockets(
            int.Parse(nodes, CultureInfo.InvariantCulture), ulong.Parse(nodeGiB, CultureInfo.InvariantCulture) << 30);
        Console.WriteLine(JsonSerializer.Serialize(Boot(machine, int.Parse(threads, CultureInfo.InvariantCulture))));
    }

    /// <summary>Boots a machine.</summary>
    public static LanesMeasured Boot(MachineSpec machine, int threads)
    {
        var wall = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var result = new BootRun { Threads = threads }.Run(new BootRequest(machine, InitPolicies.Default, machine.OwnWorkload!));
        return result.IsClean
            ? new LanesMeasured(
                result.Deliveries, result.Horizons.All, result.Digest, wall.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds)
            : throw new InvalidOperationException("a boot that breaks says nothing about speed");
    }
}
