using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a machine has probably reserved when its log does not tell: an approximation. Ranges that the log names are
/// exact (RAM disk, node data, crash kernel, bounce buffers). The kernel image is taken to lie at 16 MiB (as with
/// <c>nokaslr</c>), the rest where memblock's top-down search would put it on a machine that did nothing else. What
/// then is missing from the sum that the log prints ("... reserved") goes to the top of memory.
/// </summary>
internal static class ReservationEstimate
{
    private const ulong ImageStart = 16UL << 20;
    private const ulong HugePageBytes = 2UL << 20;
    private const ulong LowMiB = 1UL << 20;

    /// <summary>Adds to <paramref name="map"/> what the log lets guess.</summary>
    public static void Reserve(MemblockMap map, KernelLog log, SortedDictionary<int, SortedSet<int>> cpus, MemoryGeometry geometry)
    {
        // arch/x86/kernel/setup.c reserves the first MiB, whatever is in it.
        map.Reserve(0, LowMiB);
        map.Reserve(ImageStart, ImageStart + ImageBytes(log));
        foreach (var region in log.Boot.Reserved.Concat(log.Boot.CrashKernel).Concat(log.Nodes.NodeData))
        {
            map.Reserve(region.Start, region.End);
        }

        foreach (ulong bytes in LogBuffer.Parts(Math.Min(log.Boot.LogBufferBytes, InputLimits.MaxAddress >> 3)))
        {
            Take(map, bytes);
        }

        ReserveMemoryMap(map, geometry);
        foreach (var (nid, numbers) in cpus)
        {
            Take(map, Math.Min(log.Boot.PerCpuBytes * (ulong)numbers.Count, InputLimits.MaxAddress >> 1), nid);
        }

        Take(map, log.Boot.EarlyHashBytes);
        ReserveRest(map, log);
    }

    /// <summary>
    /// The memory map: 64 bytes for every page of every section that holds memory, at the top of its node
    /// (<c>mm/sparse.c: sparse_init_nid, sparse_buffer_init</c>).
    /// </summary>
    public static void ReserveMemoryMap(MemblockMap map, MemoryGeometry geometry)
    {
        var sections = new SortedDictionary<int, PfnRangeSet>();
        foreach (var (nid, frames) in map.MemoryFrames())
        {
            if (!sections.TryGetValue(nid, out var ofNode))
            {
                sections[nid] = ofNode = new PfnRangeSet();
            }

            ofNode.Add(new PfnRange(frames.Start & ~(geometry.SectionPages - 1), geometry.SectionAlignUp(frames.End)));
        }

        foreach (var (nid, ofNode) in sections)
        {
            ulong bytes = (ulong)ofNode.Pages * MemoryGeometry.StructPageBytes;
            Take(map, bytes, nid, Math.Min(HugePageBytes, RoundUpToPowerOf2(bytes)), ImageStart);
        }
    }

    // The log counts pages, and a page of which a byte is reserved is not free.
    private static void ReserveRest(MemblockMap map, KernelLog log)
    {
        long reserved = map.MemoryFrames().Sum(memory => memory.Frames.Pages) - map.FreeFrames().Sum(frames => frames.Pages);
        long rest = MemoryGeometry.PagesOfKiB(log.Boot.ReservedKiB) - reserved;
        if (rest > 0)
        {
            Take(map, Math.Min((ulong)rest * MemoryGeometry.PageBytes, InputLimits.MaxAddress >> 1));
        }
    }

    /// <summary>On the node if it has room, else anywhere, else not at all.</summary>
    private static void Take(MemblockMap map, ulong bytes, int nid = MemblockRegion.NoNode, ulong align = MemoryGeometry.PageBytes, ulong from = 0)
    {
        if (MemblockAllocation.TakeTopDown(map, bytes, align, nid, from) is null && nid != MemblockRegion.NoNode)
        {
            MemblockAllocation.TakeTopDown(map, bytes, align, MemblockRegion.NoNode, from);
        }
    }

    // Its parts are told in KiB, but it takes whole pages.
    private static ulong ImageBytes(KernelLog log)
    {
        const long pageKiB = MemoryGeometry.PageBytes >> 10;
        const long most = (long)(InputLimits.MaxAddress >> 11);
        return (ulong)MemoryGeometry.AlignUp(Math.Min(log.Boot.ImageKiB, most), pageKiB) << 10;
    }

    private static ulong RoundUpToPowerOf2(ulong bytes) => bytes == 0 ? 1 : System.Numerics.BitOperations.RoundUpToPowerOf2(bytes);
}
