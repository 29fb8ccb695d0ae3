using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NumaBoot.Benchmarks.Lanes;

/// <summary>How time and memory of a boot grow with nodes, and with the memory of each.</summary>
internal static class LanesGrowth
{
    private const string Assembly = "NumaBoot.Benchmarks.dll";

    private static readonly (int Nodes, int NodeGiB)[] Machines = [(1024, 1024), (2048, 1024), (4096, 1024), (256, 1024), (256, 16)];

    /// <summary>Boots each once; a row each.</summary>
    public static void WriteRows(StringBuilder text, int threads)
    {
        text.Append("| nodes | memory a node | CPUs | deliveries | horizons | wall s | CPU s | ns a delivery | peak RSS MB |\n");
        text.Append("|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var (nodes, nodeGiB) in Machines)
        {
            var wall = Stopwatch.StartNew();
            var (output, peak) = ChildProcess.Run(Assembly, LanesTable.ChildVerb, Text(nodes), Text(nodeGiB), Text(threads));
            double seconds = wall.Elapsed.TotalSeconds;
            var boot = JsonSerializer.Deserialize<LanesMeasured>(output)!;
            Console.WriteLine($"{nodes} nodes of {nodeGiB} GiB: {output.TrimEnd()}");
            text.Append(CultureInfo.InvariantCulture, $"| {nodes:n0} | {nodeGiB:n0} GiB | {nodes * 64:n0} | {boot.Deliveries:n0} | {boot.Horizons:n0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {seconds:f2} | {boot.CpuSeconds:f2} | {seconds * 1e9 / boot.Deliveries:n0} | {peak / 1e6:n0} |\n");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
