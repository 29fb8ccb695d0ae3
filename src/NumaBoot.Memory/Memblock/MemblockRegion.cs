namespace NumaBoot.Memory;

/// <summary>One region of a memblock list (<c>struct memblock_region</c>), in bytes, half-open.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The first byte behind it.</param>
/// <param name="Nid">Its node, or <see cref="NoNode"/> where none is known.</param>
/// <param name="Flags">What is special about it.</param>
public readonly record struct MemblockRegion(ulong Start, ulong End, int Nid = MemblockRegion.NoNode, MemblockFlags Flags = MemblockFlags.None)
    : IEnding<ulong>
{
    /// <summary>The kernel's <c>NUMA_NO_NODE</c>.</summary>
    public const int NoNode = -1;

    /// <summary>Bytes of the region.</summary>
    public ulong SizeBytes => End - Start;

    /// <summary>The whole page frames inside the region.</summary>
    public PfnRange Frames => new(MemoryGeometry.PfnUp(Start), MemoryGeometry.PfnDown(End));

    /// <inheritdoc />
    public override string ToString() => $"[0x{Start:x16}-0x{(End == 0 ? 0 : End - 1):x16}]";
}
