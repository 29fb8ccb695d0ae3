using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Where memory of known size lies when nobody tells: as QEMU's PC puts it (<c>hw/i386/pc_piix.c</c>, <c>pc_q35.c</c>),
/// nodes one behind the other, with a gap below 4 GiB. The firmware takes 128 KiB below the gap.
/// </summary>
internal static class PcMemory
{
    /// <summary>The frame that is kept from the firmware, and what else of the first MiB is no memory.</summary>
    private const ulong PageZeroEnd = 0x1000;
    private const ulong BaseMemoryEnd = 0x9f000;

    private const ulong LowMiB = 1UL << 20;
    private const ulong FirmwareTableBytes = 128UL << 10;
    private const ulong FourGiB = 4UL << 30;

    /// <summary>How much memory lies below 4 GiB on a PC (<c>i440fx</c>); the rest begins there.</summary>
    /// <param name="bytes">All memory.</param>
    public static ulong LowBytes(ulong bytes)
    {
        const ulong most = 0xe0000000;
        const ulong low = 0xc0000000;
        return bytes >= most ? low : bytes;
    }

    /// <summary>The same on a <c>q35</c>.</summary>
    /// <param name="bytes">All memory.</param>
    public static ulong LowBytesOfQ35(ulong bytes)
    {
        const ulong most = 0xb0000000;
        const ulong low = 0x80000000;
        return bytes >= most ? low : bytes;
    }

    /// <summary>Nodes one behind the other, with the gap below 4 GiB left out.</summary>
    /// <param name="nodes">Bytes of each node, by nid; below 2^52 together.</param>
    /// <param name="lowBytes">How many of them lie below the gap.</param>
    public static ImmutableArray<MemblockRegion> Lay(IEnumerable<KeyValuePair<int, ulong>> nodes, ulong lowBytes)
    {
        var memory = new MemblockRegions();
        ulong at = 0;
        foreach (var (nid, bytes) in nodes)
        {
            ulong end = at + bytes;
            memory.Add(new MemblockRegion(at, Math.Min(end, lowBytes), nid));
            if (end > lowBytes)
            {
                memory.Add(new MemblockRegion(Math.Max(at, lowBytes) - lowBytes + FourGiB, end - lowBytes + FourGiB, nid));
            }

            at = end;
        }

        RemoveLowHoles(memory);
        memory.Remove(lowBytes - Math.Min(lowBytes, FirmwareTableBytes), lowBytes);
        return [.. memory];
    }

    /// <summary>Takes out what of the first MiB is no memory on any PC.</summary>
    public static void RemoveLowHoles(MemblockRegions memory)
    {
        memory.Remove(0, PageZeroEnd);
        memory.Remove(BaseMemoryEnd, LowMiB);
    }
}
