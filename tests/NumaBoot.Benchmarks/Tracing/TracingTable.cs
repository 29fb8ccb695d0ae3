using System.Globalization;
using System.Text;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.Telemetry.Tests.Receiver;

namespace NumaBoot.Benchmarks.Tracing;

/// <summary>
/// What traces cost a whole <c>numaboot run</c>, and what they cost where nobody wants them. Each round runs all ways one after
/// the other, beginning with another one each time, so that what else the machine does falls on all alike.
/// </summary>
internal static class TracingTable
{
    private const int Rounds = 21;

    private static readonly string[] Machines = ["n4-tracebuf", "two-socket", "sockets-64"];

    /// <summary>Measures and writes the tables.</summary>
    /// <param name="peer">The command of a build without traces; null for none.</param>
    public static async Task<string> MeasureAsync(string? peer)
    {
        string command = Path.Combine(AppContext.BaseDirectory, "numaboot.dll");
        var ways = new List<TracedRun> { new("no endpoint", command, null), new("1 % of allocations", command, 1), new("all allocations", command, 100) };
        if (peer is not null)
        {
            ways.Insert(0, new TracedRun("a build without traces", peer, null));
        }

        await using var receiver = await OtlpReceiver.StartAsync();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Whole processes, median of {Rounds} interleaved rounds; in brackets the middle half. Spans go by gRPC to a receiver on the same machine. ");
        text.Append("\"Beside no endpoint\" is the median of the differences within a round.\n\n");
        foreach (string machine in Machines)
        {
            Write(text, machine, ways, Measure(machine, ways, receiver.Grpc));
        }

        WriteBytes(text);
        return text.ToString();
    }

    private static double[][] Measure(string machine, List<TracedRun> ways, Uri endpoint)
    {
        double[][] seconds = [.. ways.Select(_ => new double[Rounds])];
        foreach (var way in ways)
        {
            way.Seconds(machine, endpoint);
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int turn = 0; turn < ways.Count; turn++)
            {
                int at = (round + turn) % ways.Count;
                seconds[at][round] = ways[at].Seconds(machine, endpoint);
            }

            Console.WriteLine($"{machine}: round {round + 1} of {Rounds}");
        }

        return seconds;
    }

    private static void Write(StringBuilder text, string machine, List<TracedRun> ways, double[][] seconds)
    {
        text.Append(CultureInfo.InvariantCulture, $"| `{machine}` | s | beside no endpoint |\n|---|---:|---:|\n");
        int plain = ways.FindIndex(way => way.Name == "no endpoint");
        for (int at = 0; at < ways.Count; at++)
        {
            double[] differences = [.. seconds[at].Zip(seconds[plain], (one, other) => one - other)];
            string beside = at == plain
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"{Middle(differences, "+0.000;-0.000")} s, {100 * At(differences, 0.5) / At(seconds[plain], 0.5):+0.0;-0.0} %");
            text.Append(CultureInfo.InvariantCulture, $"| {ways[at].Name} | {Middle(seconds[at], "0.000")} | {beside} |\n");
        }

        text.Append('\n');
    }

    /// <summary>What a boot allocates, which does not depend on what else the machine does.</summary>
    private static void WriteBytes(StringBuilder text)
    {
        text.Append("What a boot of `sockets-64` on one thread allocates, in one process, warm:\n\n| | bytes a delivery |\n|---|---:|\n");
        foreach (var (name, tracing) in new (string, TraceSettings?)[] { ("not traced", null), ("1 % of allocations", new(0.01)), ("all allocations", new(1)) })
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {BytesADelivery(tracing):n1} |\n");
        }
    }

    private static double BytesADelivery(TraceSettings? tracing)
    {
        var machine = MachineReader.Read("sockets-64");
        var request = new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);
        double bytes = 0;
        for (int round = 0; round < 3; round++)
        {
            var order = new BootRun { Observation = new BootObservation { Tracing = tracing } };
            long before = GC.GetTotalAllocatedBytes(precise: true);
            var result = order.Run(request);
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)result.Deliveries;
        }

        return bytes;
    }

    private static string Middle(double[] values, string format) => string.Format(
        CultureInfo.InvariantCulture, $"{{0:{format}}} [{{1:{format}}} … {{2:{format}}}]", At(values, 0.5), At(values, 0.25), At(values, 0.75));

    private static double At(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
