using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NumaBoot.Benchmarks.Boots;

/// <summary>Boots of large machines: how their time and memory grow with the machine.</summary>
internal static class BootTable
{
    private const string Assembly = "NumaBoot.Benchmarks.dll";

    /// <summary>The first argument of the child process that boots one machine.</summary>
    public const string ChildVerb = "boot-once";

    /// <summary>The argument of the child process that boots one node again and again.</summary>
    public const string WarmVerb = "boot-warm";

    /// <summary>Stands for the CPUs and the workload that the machine has by itself.</summary>
    public const int AsItIs = 0;

    /// <summary>Boots them one after the other; the tables.</summary>
    public static string Measure()
    {
        var text = new StringBuilder();
        text.Append("Machines of nodes of 1 TiB with one CPU each that has nothing to do: what the memory model and a node's actors cost.\n\n");
        WriteRows(text, [1, 16, 1024, 4096], cpusPerNode: 1);
        text.Append("\nThe built-in machines as they are: 64 CPUs a node, 16 requests of 64 pages a CPU.\n\n");
        WriteRows(text, [1, 64, 256, 1024], AsItIs);
        text.Append(CultureInfo.InvariantCulture, $"\nOne node (`sockets-1`) again and again, when all code is compiled: {Warm():n0} ns a delivery.\n");
        return text.ToString();
    }

    private static void WriteRows(StringBuilder text, int[] machines, int cpusPerNode)
    {
        text.Append("| nodes = TiB | deliveries | wall s | CPU s | ns a delivery | live MB | live KB a TiB | peak RSS MB |\n");
        text.Append("|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (int nodes in machines)
        {
            string output = ChildProcess.Run(Assembly, ChildVerb, Text(nodes), Text(cpusPerNode)).Output;
            var boot = JsonSerializer.Deserialize<BootMeasured>(output)!;
            Console.WriteLine($"{nodes} nodes: {output.TrimEnd()}");
            text.Append(CultureInfo.InvariantCulture, $"| {nodes:n0} | {boot.Deliveries:n0} | {boot.WallSeconds:f2} | {boot.CpuSeconds:f2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {boot.WallSeconds * 1e9 / boot.Deliveries:n0} | {boot.LiveBytes / 1e6:n1} ");
            text.Append(CultureInfo.InvariantCulture, $"| {boot.LiveBytes / 1e3 / nodes:n0} | {boot.PeakBytes / 1e6:n0} |\n");
        }
    }

    private static double Warm() => JsonSerializer.Deserialize<double>(ChildProcess.Run(Assembly, WarmVerb).Output);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
