using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a distribution's kernel reserves on an x86 machine of which no log exists: an approximation after the recorded
/// boots, whose sums it meets within some MiB.
/// </summary>
internal static class TypicalReservations
{
    /// <summary>Pages that such a kernel frees once it knows its CPUs.</summary>
    public const long SmpAlternativesPages = 9;

    private const ulong LowMiB = 1UL << 20;
    private const ulong ImageStart = 0x1000000;
    private const ulong ImageEnd = 0x4411000;
    private const ulong RamDiskBytes = 1UL << 20;
    private const ulong BounceBufferBytes = 64UL << 20;
    private const ulong NodeDataBytes = 0x2b000;
    private const ulong PerCpuBytes = 62 * MemoryGeometry.PageBytes;
    private const ulong FourGiB = 4UL << 30;

    /// <summary>Where the kernel image lies.</summary>
    public static PfnRange KernelImage => KernelImageBytes.Frames;

    /// <summary>The same in bytes.</summary>
    public static MemblockRegion KernelImageBytes => new(ImageStart, ImageEnd);

    /// <summary>The reservations of a machine with this memory and these nodes.</summary>
    /// <param name="memory">Memory, each region on its node.</param>
    /// <param name="nodes">The nodes with their CPUs.</param>
    public static ImmutableArray<MemblockRegion> Of(IEnumerable<MemblockRegion> memory, ImmutableArray<NodeSpec> nodes) => Of(memory, nodes, [KernelImageBytes]);

    /// <summary>The same around what is known.</summary>
    /// <param name="memory">Memory, each region on its node.</param>
    /// <param name="nodes">The nodes with their CPUs.</param>
    /// <param name="known">The kernel image, and what else has a place already.</param>
    public static ImmutableArray<MemblockRegion> Of(IEnumerable<MemblockRegion> memory, ImmutableArray<NodeSpec> nodes, IEnumerable<MemblockRegion> known)
    {
        var map = new MemblockMap();
        foreach (var region in memory)
        {
            map.Memory.Add(region);
        }

        map.Reserve(0, LowMiB);
        foreach (var region in known)
        {
            map.Reserve(region.Start, region.End);
        }

        MemblockAllocation.TakeTopDown(map, RamDiskBytes, MemoryGeometry.PageBytes, to: FourGiB);
        var populated = nodes.Where(node => map.Memory.Any(region => region.Nid == node.Nid)).ToList();
        foreach (var node in populated)
        {
            MemblockAllocation.TakeTopDown(map, NodeDataBytes, MemoryGeometry.PageBytes, node.Nid);
        }

        ReservationEstimate.ReserveMemoryMap(map, MemoryGeometry.X86);
        foreach (var node in populated)
        {
            ReserveForCpus(map, node.Nid, node.Cpus.Length);
        }

        // Devices that reach only 4 GiB need bounce buffers where there is memory above (kernel/dma/swiotlb.c).
        if (map.Memory[^1].End > FourGiB)
        {
            MemblockAllocation.TakeTopDown(map, BounceBufferBytes, MemoryGeometry.PageBytes, to: FourGiB);
        }

        return [.. map.Reserved];
    }

    /// <summary>Takes what CPUs of a node have for themselves (<c>setup_per_cpu_areas</c>), if it is to be had there.</summary>
    public static void ReserveForCpus(MemblockMap map, int nid, int cpus) =>
        MemblockAllocation.TakeTopDown(map, PerCpuBytes * (ulong)cpus, MemoryGeometry.PageBytes, nid);
}
