using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>How much memory each node has by its <c>meminfo</c>, or a single one by <c>/proc/meminfo</c>.</summary>
internal static class SystemTotals
{
    private const string Name = "MemTotal:";

    /// <summary>Bytes of each node, in whole pages.</summary>
    /// <exception cref="MachineInputException">A file is missing, or one tells of too much.</exception>
    public static SortedDictionary<int, ulong> Read(SystemTree tree, SystemNodes nodes) =>
        TryRead(tree, nodes, out string missing) ?? throw new MachineInputException(tree.PathOf(missing), 0, "a file with MemTotal", "none that can be read");

    /// <summary>The same; null where a file is missing.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="missing">Which one.</param>
    /// <exception cref="MachineInputException">A file tells of too much.</exception>
    public static SortedDictionary<int, ulong>? TryRead(SystemTree tree, SystemNodes nodes, out string missing)
    {
        missing = "";
        var bytes = new SortedDictionary<int, ulong>();
        ulong sum = 0;
        foreach (var node in nodes.Nodes)
        {
            string name = nodes.IsKnown ? tree.OfNode(node.Nid, "meminfo") : "proc/meminfo";
            if ((Total(tree, name) ?? (nodes.Nodes.Length == 1 ? Total(tree, "proc/meminfo") : null)) is not { } total)
            {
                missing = name;
                return null;
            }

            bytes[node.Nid] = total;
            sum += total;
            if (sum >= InputLimits.MaxAddress >> 1)
            {
                throw new MachineInputException(tree.PathOf(name), 0, "less than 2P of memory in all", "more");
            }
        }

        return bytes;
    }

    private static ulong? Total(SystemTree tree, string name)
    {
        foreach (var line in tree.TryRead(name) ?? [])
        {
            var scanner = new TextScanner(line.Text);
            if (scanner.SkipPast(Name))
            {
                scanner.SkipBlanks();
                return scanner.TryNumber(out long kib) && kib < (long)(InputLimits.MaxAddress >> 11)
                    ? (ulong)MemoryGeometry.PagesOfKiB(kib) << MemoryGeometry.PageShift
                    : throw line.Unexpected("MemTotal in kB, less than 2P");
            }
        }

        return null;
    }
}
