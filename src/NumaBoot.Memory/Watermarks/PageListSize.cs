using System.Runtime.InteropServices;

namespace NumaBoot.Memory;

/// <summary>
/// How large the CPUs' page lists of a zone are (<c>mm/page_alloc.c: zone_batchsize, zone_highsize</c>).
/// </summary>
/// <param name="High">Pages above which a list gives back.</param>
/// <param name="Batch">Pages that a refill takes or that are given back at once; at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PageListSize(long High, long Batch)
{
    /// <summary>The lists of early boot: one page at a time, and back at once (<c>boot_pageset</c>).</summary>
    public static PageListSize Boot { get; } = new(0, 1);

    /// <summary>The size for a zone.</summary>
    /// <param name="managedPages">The zone's pages.</param>
    /// <param name="lowMark">Its low watermark; 0 while there are none.</param>
    /// <param name="cpusOfNode">CPUs that share it; 0 for a node without CPUs.</param>
    /// <param name="onlineCpus">All CPUs, who share it where the node has none.</param>
    public static PageListSize Of(long managedPages, long lowMark, int cpusOfNode, int onlineCpus)
    {
        const long MostBytes = 1 << 20;
        long batch = Math.Max(1, Math.Min(managedPages >> 10, MostBytes / MemoryGeometry.PageBytes) / 4);
        batch = Math.Max(1, RoundDownToPowerOfTwo(batch + (batch / 2)) - 1);
        int sharers = cpusOfNode == 0 ? onlineCpus : cpusOfNode;
        return new PageListSize(Math.Max(lowMark / Math.Max(1, sharers), batch << 2), batch);
    }

    private static long RoundDownToPowerOfTwo(long value) => 1L << System.Numerics.BitOperations.Log2((ulong)value);
}
