using System.Globalization;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// The memory blocks of each node, in which memory is plugged (<c>drivers/base/memory.c</c>): coarser than the truth, but
/// with addresses that everybody may see. Of a block that several nodes share nobody knows more.
/// </summary>
internal sealed class MemoryBlocks
{
    private readonly SortedDictionary<int, PfnRangeSet> _frames = [];

    private MemoryBlocks()
    {
    }

    /// <summary>Frames of the blocks that hold memory of a node; empty where none is known.</summary>
    public IEnumerable<PfnRange> Of(int nid) => _frames.TryGetValue(nid, out var frames) ? frames : Enumerable.Empty<PfnRange>();

    /// <summary>Bytes of a block where its size was not to be read; null where it was.</summary>
    public ulong? AssumedBytes { get; private init; }

    /// <summary>The blocks of a tree; null where there are none, or their size is anybody's guess.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="nodes">Its nodes; where they are not known, all blocks are on the only one.</param>
    /// <exception cref="MachineInputException">A file is not what it should be.</exception>
    public static MemoryBlocks? Read(SystemTree tree, SystemNodes nodes)
    {
        var numbers = nodes.Nodes.ToDictionary(node => node.Nid, node => tree.Numbers(nodes.IsKnown ? tree.OfNode(node.Nid, "") : SystemTree.Memory, "memory"));
        ulong? told = ToldBytes(tree);
        ulong? assumed = told is null ? AssumeBytes(tree, nodes, numbers.Values.Sum(ofNode => (long)ofNode.Count)) : null;
        if ((told ?? assumed) is not { } bytes)
        {
            return null;
        }

        var blocks = new MemoryBlocks { AssumedBytes = assumed };
        foreach (var (nid, ofNode) in numbers)
        {
            blocks.Add(nid, ofNode, MemoryGeometry.PfnDown(bytes));
        }

        return blocks._frames.Count > 0 ? blocks : null;
    }

    private static ulong? ToldBytes(SystemTree tree)
    {
        if (tree.TryReadFirst(SystemTree.Memory + "/block_size_bytes") is not { } line)
        {
            return null;
        }

        bool known = ulong.TryParse(line.Text.AsSpan().Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bytes);
        return known && bytes is >= MemoryGeometry.PageBytes and <= InputLimits.MaxAddress ? bytes : throw line.Unexpected("the size of a memory block in hexadecimal");
    }

    /// <summary>
    /// A copy of the nodes alone has their blocks without the size. It is a power of two of sections, up to 2 GiB
    /// (<c>arch/x86/mm/init_64.c: probe_memory_block_size</c>), and the smallest that holds all memory is right where blocks
    /// are more than half full.
    /// </summary>
    private static ulong? AssumeBytes(SystemTree tree, SystemNodes nodes, long count)
    {
        const ulong mostBytes = 2UL << 30;
        if (count == 0 || SystemTotals.TryRead(tree, nodes, out _) is not { } totals)
        {
            return null;
        }

        ulong memory = totals.Values.Aggregate(0UL, (sum, ofNode) => sum + ofNode);
        ulong bytes = (ulong)MemoryGeometry.X86.SectionPages * MemoryGeometry.PageBytes;
        while (bytes < mostBytes && (ulong)count * bytes < memory)
        {
            bytes *= 2;
        }

        return (ulong)count * bytes >= memory ? bytes : null;
    }

    private void Add(int nid, IEnumerable<int> blocks, long pages)
    {
        const long mostPages = (long)(InputLimits.MaxAddress >> MemoryGeometry.PageShift);
        var frames = new PfnRangeSet();
        foreach (int block in blocks.TakeWhile(block => block < mostPages / pages))
        {
            frames.Add(PfnRange.Of(block * pages, pages));
        }

        if (frames.Count > 0)
        {
            _frames[nid] = frames;
        }
    }
}
