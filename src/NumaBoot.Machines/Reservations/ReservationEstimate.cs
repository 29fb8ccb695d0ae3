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
        map.Reserve(ImageStart, ImageStart + Math.Min(Kib(log.Boot.ImageKiB), InputLimits.MaxAddress >> 1));
        foreach (var region in log.Boot.Reserved.Concat(log.Boot.CrashKernel).Concat(log.Nodes.NodeData))
        {
            map.Reserve(region.Start, region.End);
        }

        Take(map, LogBufferBytes(log));
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

    /// <summary>
    /// Bytes that <c>log_buf_len=</c> costs: the text, and for every 32 bytes of it a descriptor and the details of a
    /// record (<c>kernel/printk/printk.c: setup_log_buf</c>).
    /// </summary>
    public static ulong LogBufferBytes(ulong textBytes)
    {
        const int textBytesPerRecord = 32;
        const int descriptorBytes = 24;
        const int detailBytes = 88;
        return textBytes + (textBytes / textBytesPerRecord * (descriptorBytes + detailBytes));
    }

    private static ulong LogBufferBytes(KernelLog log) => LogBufferBytes(Math.Min(log.Boot.LogBufferBytes, InputLimits.MaxAddress >> 3));

    private static void ReserveRest(MemblockMap map, KernelLog log)
    {
        ulong reserved = map.Memory.TotalBytes - map.FreeRegions().Aggregate(0UL, (sum, free) => sum + free.SizeBytes);
        ulong told = Kib(log.Boot.ReservedKiB);
        if (told > reserved)
        {
            Take(map, Math.Min(told - reserved, InputLimits.MaxAddress >> 1));
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

    private static ulong Kib(long kib) => (ulong)kib << 10;

    private static ulong RoundUpToPowerOf2(ulong bytes) => bytes == 0 ? 1 : System.Numerics.BitOperations.RoundUpToPowerOf2(bytes);
}
