using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>Reads <c>node-node*-cpulist.txt</c> and <c>node-node*-distance.txt</c>.</summary>
internal static class NodeFilesReader
{
    private const string Prefix = "node-node";
    private const string CpuListSuffix = "-cpulist.txt";
    private const string DistanceSuffix = "-distance.txt";

    /// <summary>Reads the files of a folder, in the order of their names.</summary>
    /// <param name="place">What messages call the folder.</param>
    /// <param name="files">The names in it, and how to open one.</param>
    /// <param name="open">Opens the file of a name.</param>
    public static NodeFiles Read(string place, IEnumerable<string> files, Func<string, InputReader> open)
    {
        var cpus = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<int>>();
        var distances = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<int>>();
        long listed = 0;
        foreach (string name in files.Order(StringComparer.Ordinal))
        {
            if (TryNid(name, CpuListSuffix, out int nid))
            {
                cpus[nid] = ReadOne(name, open, line => CpuList.Parse(line.Text, line));
                listed += cpus[nid].Length;
            }
            else if (TryNid(name, DistanceSuffix, out nid))
            {
                distances[nid] = ReadOne(name, open, DistanceRow.Parse);
            }

            if (listed > InputLimits.MaxListedCpus)
            {
                throw new MachineInputException(place, 0, $"at most {InputLimits.MaxListedCpus} CPUs in all lists", $"{listed}");
            }
        }

        return new NodeFiles { Place = place, Cpus = cpus.ToImmutable(), Distances = distances.ToImmutable() };
    }

    /// <summary>Whether a file of that name is one of a node's.</summary>
    public static bool IsNodeFile(string name) => TryNid(name, CpuListSuffix, out _) || TryNid(name, DistanceSuffix, out _);

    private static bool TryNid(string name, string suffix, out int nid)
    {
        nid = 0;
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
        {
            return false;
        }

        var scanner = new TextScanner(name.AsSpan(0, name.Length - suffix.Length));
        return scanner.Skip(Prefix) && scanner.TryNumberBelow(InputLimits.MaxNodes, out nid) && scanner.Rest.IsEmpty;
    }

    private static ImmutableArray<int> ReadOne(string name, Func<string, InputReader> open, Func<InputLine, ImmutableArray<int>> parse)
    {
        using var reader = open(name);
        reader.MaxChars = InputLimits.MaxSmallChars;
        reader.LongLines = true;
        var numbers = reader.TryRead(out var first) ? parse(first) : [];
        while (reader.TryRead(out var line))
        {
            if (!line.Text.AsSpan().Trim().IsEmpty)
            {
                throw line.Unexpected("a single line");
            }
        }

        return numbers;
    }
}
