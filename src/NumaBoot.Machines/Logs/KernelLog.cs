namespace NumaBoot.Machines;

/// <summary>What the log of one boot says, sorted by subject. Lines that no subject knows are passed over.</summary>
internal sealed class KernelLog
{
    private readonly ILogPart[] _parts;

    /// <summary>A log of which nothing has been read.</summary>
    public KernelLog() => _parts = [Architecture, Memblock, E820, Nodes, Zones, Cpus, Boot];

    /// <summary>Whose log it is.</summary>
    public ArchitectureFacts Architecture { get; } = new();

    /// <summary>What memblock did.</summary>
    public MemblockReplay Memblock { get; } = new();

    /// <summary>The firmware's memory map.</summary>
    public E820Map E820 { get; } = new();

    /// <summary>Nodes and their memory.</summary>
    public NodeFacts Nodes { get; } = new();

    /// <summary>Zones.</summary>
    public ZoneFacts Zones { get; } = new();

    /// <summary>CPUs.</summary>
    public CpuFacts Cpus { get; } = new();

    /// <summary>Everything else.</summary>
    public BootFacts Boot { get; } = new();

    /// <summary>Whether the log tells where memory is.</summary>
    public bool HasMemory => Memblock.HasDump || Nodes.EarlyRanges.Count > 0 || E820.Usable.Count > 0;

    /// <summary>Takes a line that has lost its prefix.</summary>
    public void Take(InputLine line)
    {
        foreach (var part in _parts)
        {
            if (part.TryTake(line))
            {
                return;
            }
        }
    }
}
