using System.Security;

namespace NumaBoot.Machines;

/// <summary>
/// The files in which Linux tells of its machine, below one folder: <c>/</c>, or a copy of some of it. A copy of
/// <c>/sys/devices/system/node</c> alone is one too.
/// </summary>
internal sealed class SystemTree
{
    /// <summary>What makes a folder such a tree, in words.</summary>
    public const string Shape = "sys/devices/system/node, sys/devices/system/cpu or node0";

    private const string System = "sys/devices/system/";
    private const int MaxNames = 1 << 19;

    private static readonly string[] NodeFileNames = ["cpulist", "cpumap", "distance", "meminfo"];

    private readonly string _root;
    private readonly bool _isNodeFolder;

    private SystemTree(string root, bool isNodeFolder)
    {
        _root = root;
        _isNodeFolder = isNodeFolder;
    }

    /// <summary>What messages call the tree.</summary>
    public string Place => _root;

    /// <summary>The folder of the nodes.</summary>
    public string Nodes => _isNodeFolder ? "" : System + "node";

    /// <summary>The folder of the CPUs.</summary>
    public static string Cpus => System + "cpu";

    /// <summary>The folder of the memory blocks.</summary>
    public static string Memory => System + "memory";

    /// <summary>The tree at a folder; null where there is none.</summary>
    public static SystemTree? Find(string root)
    {
        bool isWhole = Directory.Exists(Path.Combine(root, System + "node")) || Directory.Exists(Path.Combine(root, System + "cpu"));
        var tree = new SystemTree(root, isNodeFolder: !isWhole);
        return isWhole || tree.Numbers("", "node").Count > 0 ? tree : null;
    }

    /// <summary>What messages call a file of the tree.</summary>
    public string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>The file of a folder of <see cref="Nodes"/>.</summary>
    public string OfNode(int nid, string name) => Path.Combine(Nodes, $"node{nid}", name);

    /// <summary>
    /// The lines of a file; null where it is not there or not for this user to read. Of a copy of the nodes alone there is
    /// nothing else.
    /// </summary>
    /// <exception cref="MachineInputException">It is no text, or too long.</exception>
    public List<InputLine>? TryRead(string name)
    {
        if (!File.Exists(PathOf(name)))
        {
            return null;
        }

        try
        {
            using var reader = InputReader.Open(PathOf(name));
            reader.MaxChars = InputLimits.MaxSmallChars;
            reader.LongLines = true;
            var lines = new List<InputLine>();
            while (reader.TryRead(out var line))
            {
                lines.Add(line);
            }

            return lines;
        }
        catch (MachineInputException fault) when (fault.InnerException is not null)
        {
            // The system does not let it be read: as good as none.
            return null;
        }
    }

    /// <summary>The first line of a file; null as with <see cref="TryRead"/>, or where it is empty.</summary>
    public InputLine? TryReadFirst(string name) => TryRead(name) is [var first, ..] ? first : null;

    /// <summary>The numbers N of a folder's <c>prefixN</c>, ascending.</summary>
    public SortedSet<int> Numbers(string folder, string prefix)
    {
        var numbers = new SortedSet<int>();
        foreach (string name in Names(folder))
        {
            var scanner = new TextScanner(name);
            if (scanner.Skip(prefix) && scanner.TryNumberBelow(int.MaxValue, out int number) && scanner.Rest.IsEmpty)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    /// <summary>The files that a machine is read from, as far as they are there.</summary>
    public IEnumerable<string> Files()
    {
        string[] names = ["proc/zoneinfo", "proc/iomem", "proc/meminfo", "proc/cmdline", Cpus + "/online", Memory + "/block_size_bytes", Path.Combine(Nodes, "online")];
        var ofNodes = Numbers(Nodes, "node").SelectMany(_ => NodeFileNames, OfNode);
        return names.Concat(ofNodes).Select(PathOf).Where(File.Exists);
    }

    // Links of a copy may lead nowhere, and count all the same.
    private List<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(PathOf(folder)).Select(path => Path.GetFileName(path)).Take(MaxNames)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException)
        {
            return [];
        }
    }
}
