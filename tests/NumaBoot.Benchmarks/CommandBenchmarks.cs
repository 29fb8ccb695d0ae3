using BenchmarkDotNet.Attributes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;

namespace NumaBoot.Benchmarks;

/// <summary>
/// What a person waits for: the whole command on the log of a machine with 8 nodes and 8 GiB. Beside it the same command
/// when it only says its version, which is the runtime's share, and the same boot in a process that is warm.
/// </summary>
[Config(typeof(Config))]
public class CommandBenchmarks
{
    private const string Command = "numaboot.dll";

    private static readonly string Log = Path.Combine(Fixtures.Boot("n8-8g"), "dmesg.txt");

    /// <summary>The whole command.</summary>
    [Benchmark(Baseline = true, Description = "numaboot run dmesg.txt")]
    public void RunCommand() => Spawn(nameof(RunCommand), "run", Log);

    /// <summary>The runtime's start and the command line.</summary>
    [Benchmark(Description = "numaboot --version")]
    public void VersionCommand() => Spawn(nameof(VersionCommand), "--version");

    /// <summary>Log, boot and summary, without a process to start and with all code compiled.</summary>
    [Benchmark(Description = "the same boot, warm")]
    public int BootWarm()
    {
        var machine = MachineReader.Read(Log);
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        var request = new BootRequest(machine, InitPolicies.Default, CommandLineWorkload.From(machine, commandLine)) { Movable = MovableParameters.From(commandLine) };
        return RunSummary.Write(new BootRun().Run(request)).Length;
    }

    private static void Spawn(string benchmark, params string[] arguments) =>
        PeakColumn.Note(benchmark, ChildProcess.Run(Command, arguments).PeakBytes);

    private sealed class Config : SuiteConfig
    {
        public Config() => AddColumn(new PeakColumn());
    }
}
