using System.Globalization;
using System.Text;
using NumaBoot.Lanes;
using NumaBoot.Machines;

namespace NumaBoot.Benchmarks.Lanes;

/// <summary>Lanes on two threads beside one, what a window costs, and how boots grow with nodes and with memory.</summary>
internal static class LanesTable
{
    /// <summary>The first argument of the child process that boots one machine.</summary>
    public const string ChildVerb = "lanes-once";

    private const int Rounds = 3;
    private const int Threads = 2;
    private const long EmptyWindows = 200_000;

    private static readonly string[] Machines = ["two-socket", "sockets-64", "sockets-256", "sockets-1024"];

    /// <summary>Checks that digests are the same, measures, and writes the tables.</summary>
    public static string Measure()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Boots under `single-writer` on {Threads} threads beside one, in turns in one process; medians of {Rounds} rounds, digests checked.\n\n");
        WriteThreads(text);
        text.Append(CultureInfo.InvariantCulture, $"\nA window with nothing in it, two blocks on {Threads} threads: {EmptyWindowNs():n0} ns (median of {Rounds} times {EmptyWindows:n0}).\n");
        text.Append(CultureInfo.InvariantCulture, $"\nBoots of `sockets-N` on {Threads} threads, each once in a process of its own; wall and peak with the start of the process.\n\n");
        LanesGrowth.WriteRows(text, Threads);
        return text.ToString();
    }

    private static void WriteThreads(StringBuilder text)
    {
        text.Append("| machine | deliveries | horizons | wall s, 1 thread | wall s, 2 threads | times as fast | CPU s, 1 thread | CPU s, 2 threads | µs a window |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (string name in Machines)
        {
            var machine = MachineReader.Read(name);
            _ = Round(machine);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => Round(machine)).ToList();
            double one = Median(rounds, round => round.One.WallSeconds);
            double two = Median(rounds, round => round.Two.WallSeconds);
            var last = rounds[^1].Two;
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {last.Deliveries:n0} | {last.Horizons:n0} | {one:f2} | {two:f2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(rounds, round => round.One.WallSeconds / round.Two.WallSeconds):f2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(rounds, round => round.One.CpuSeconds):f2} | {Median(rounds, round => round.Two.CpuSeconds):f2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {two * 1e6 / last.Horizons:n0} |\n");
            Console.WriteLine($"{name}: {one:f2} s on one thread, {two:f2} s on {Threads}");
        }
    }

    private static (LanesMeasured One, LanesMeasured Two) Round(MachineSpec machine)
    {
        var one = LanesOnce.Boot(machine, threads: 1);
        GC.Collect();
        var two = LanesOnce.Boot(machine, Threads);
        GC.Collect();
        return one.Digest == two.Digest
            ? (one, two)
            : throw new InvalidOperationException($"{machine.Name}: digest {two.Digest:x16} on {Threads} threads, {one.Digest:x16} on one");
    }

    private static double EmptyWindowNs()
    {
        var rounds = Enumerable.Range(0, Rounds + 1).Select(_ =>
        {
            var conductor = new Conductor([new EmptyBlock(EmptyWindows), new EmptyBlock(EmptyWindows)], delayNs: 1);
            var wall = System.Diagnostics.Stopwatch.StartNew();
            conductor.Run();
            return wall.Elapsed.TotalNanoseconds / conductor.Horizons.All;
        }).Skip(1).ToList();
        return Median(rounds, round => round);
    }

    private static double Median<T>(List<T> rounds, Func<T, double> what) => rounds.Select(what).Order().ElementAt(rounds.Count / 2);
}
