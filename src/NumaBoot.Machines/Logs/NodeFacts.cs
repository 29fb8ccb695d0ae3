using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a log says about nodes and where their memory lies: SRAT, fake nodes, <c>Early memory node ranges</c>, and
/// which nodes the kernel set up (<c>mm/page_alloc.c: free_area_init</c>).
/// </summary>
internal sealed class NodeFacts : ILogPart
{
    private readonly List<MemblockRegion> _early = [];
    private readonly List<MemblockRegion> _srat = [];
    private readonly List<MemblockRegion> _fake = [];
    private readonly List<MemblockRegion> _nodeData = [];
    private readonly SortedSet<int> _online = [];
    private bool _inEarlyRanges;

    /// <summary>Memory by node, as the zones are laid over it; empty where the log does not tell.</summary>
    public IReadOnlyList<MemblockRegion> EarlyRanges => _early;

    /// <summary>Where nodes lie by the firmware; holes count in.</summary>
    public IReadOnlyList<MemblockRegion> SratRanges => _srat;

    /// <summary>Where nodes lie by <c>numa=fake=</c>; holes count in.</summary>
    public IReadOnlyList<MemblockRegion> FakeRanges => _fake;

    /// <summary>Where the kernel's own data of each node went.</summary>
    public IReadOnlyList<MemblockRegion> NodeData => _nodeData;

    /// <summary>The nodes that the kernel set up.</summary>
    public IReadOnlySet<int> Online => _online;

    /// <inheritdoc />
    public bool TryTake(InputLine line)
    {
        bool wasInEarlyRanges = _inEarlyRanges;
        _inEarlyRanges = false;
        var scanner = new TextScanner(line.Text);
        if (scanner.Skip("Early memory node ranges"))
        {
            _early.Clear();
            _inEarlyRanges = true;
            return true;
        }

        if (wasInEarlyRanges && scanner.Skip("node "))
        {
            _inEarlyRanges = true;
            return TryEarlyRange(ref scanner, line);
        }

        // The kernel's messages of other kinds may come in between.
        _inEarlyRanges = wasInEarlyRanges && !line.Text.StartsWith("Initmem", StringComparison.Ordinal);
        return TryOnline(line) || TrySrat(line) || TryFake(line) || TryNodeData(line);
    }

    private bool TryEarlyRange(ref TextScanner scanner, InputLine line)
    {
        int nid = LogLimits.TakeNid(ref scanner, line);
        if (!scanner.Skip(":"))
        {
            return false;
        }

        Add(_early, AddressRange.Take(ref scanner, line) with { Nid = nid }, line);
        return true;
    }

    /// <summary><c>Initmem setup node 0 [mem 0xA-0xB]</c>, <c>Initmem setup node 1 as memoryless</c>, <c>Initializing node 1 as memoryless</c>.</summary>
    private bool TryOnline(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("Initmem setup node ") && !scanner.Skip("Initializing node "))
        {
            return false;
        }

        _online.Add(LogLimits.TakeNid(ref scanner, line));
        return true;
    }

    /// <summary><c>ACPI: SRAT: Node 0 PXM 0 [mem 0xA-0xB]</c>.</summary>
    private bool TrySrat(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        scanner.Skip("ACPI: ");
        if (!scanner.Skip("SRAT: Node "))
        {
            return false;
        }

        int nid = LogLimits.TakeNid(ref scanner, line);
        int bracket = scanner.Rest.IndexOf('[');
        if (bracket >= 0)
        {
            var range = new TextScanner(scanner.Rest[bracket..]);
            Add(_srat, AddressRange.Take(ref range, line) with { Nid = nid }, line);
        }

        return true;
    }

    /// <summary><c>Faking node 0 at [mem 0xA-0xB] (2048MB)</c>.</summary>
    private bool TryFake(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("Faking node "))
        {
            return false;
        }

        int nid = LogLimits.TakeNid(ref scanner, line);
        if (scanner.SkipPast(" at "))
        {
            Add(_fake, AddressRange.Take(ref scanner, line) with { Nid = nid }, line);
        }

        return true;
    }

    /// <summary><c>NODE_DATA(0) allocated [mem 0xA-0xB]</c>.</summary>
    private bool TryNodeData(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("NODE_DATA("))
        {
            return false;
        }

        int nid = LogLimits.TakeNid(ref scanner, line);
        if (scanner.SkipPast("allocated "))
        {
            Add(_nodeData, AddressRange.Take(ref scanner, line) with { Nid = nid }, line);
        }

        return true;
    }

    private static void Add(List<MemblockRegion> ranges, MemblockRegion range, InputLine line)
    {
        LogLimits.Require(ranges.Count, line);
        ranges.Add(range);
    }
}
