using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Boots;

/// <summary>Boots a large machine once in a process of its own and prints what it took.</summary>
internal sealed class BootOnce
{
    private const int WarmUps = 200;
    private const int Repetitions = 100;

    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private readonly long _bytesBefore = GC.GetTotalMemory(forceFullCollection: true);
    private long _liveBytes;

    /// <summary>Boots <c>sockets-N</c> as it is, or with so many CPUs a node and nothing for them to do.</summary>
    public static void Run(string nodes, string cpusPerNode)
    {
        int cpus = int.Parse(cpusPerNode, CultureInfo.InvariantCulture);
        var sockets = BuiltInMachines.Sockets(int.Parse(nodes, CultureInfo.InvariantCulture));
        Console.WriteLine(JsonSerializer.Serialize(new BootOnce().Boot(cpus == BootTable.AsItIs ? sockets : Quiet(sockets, cpus))));
    }

    /// <summary>Boots one node so often that compilation is over, and prints the nanoseconds of a delivery from then on.</summary>
    public static void RunWarm()
    {
        var machine = BuiltInMachines.Sockets(1);
        var request = new BootRequest(machine, InitPolicies.Default, machine.OwnWorkload!);
        _ = DeliveriesOf(request, WarmUps);
        var wall = Stopwatch.StartNew();
        long deliveries = DeliveriesOf(request, Repetitions);
        Console.WriteLine(JsonSerializer.Serialize(wall.Elapsed.TotalNanoseconds / deliveries));
    }

    private static long DeliveriesOf(BootRequest request, int boots)
    {
        long deliveries = 0;
        for (int at = 0; at < boots; at++)
        {
            deliveries += new BootRun().Run(request).Deliveries;
        }

        return deliveries;
    }

    private static MachineSpec Quiet(MachineSpec machine, int cpusPerNode) => machine with
    {
        Nodes = [.. machine.Nodes.Select(node => node with { Cpus = [.. node.Cpus.Take(cpusPerNode)] })],
        OwnWorkload = Workload.None,
    };

    private BootMeasured Boot(MachineSpec machine)
    {
        var run = new BootRun { Progress = Look };
        var result = run.Run(new BootRequest(machine, InitPolicies.Default, machine.OwnWorkload!));
        if (!result.IsClean)
        {
            throw new InvalidOperationException("a boot that breaks says nothing about speed");
        }

        return new BootMeasured(
            result.Deliveries, _wall.Elapsed.TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds,
            _liveBytes, ChildProcess.PeakBytes(Environment.ProcessId));
    }

    private void Look(BootProgress progress)
    {
        if (_liveBytes == 0 && progress.Phase == "up")
        {
            _wall.Stop();
            _liveBytes = GC.GetTotalMemory(forceFullCollection: true) - _bytesBefore;
            _wall.Start();
        }
    }
}
