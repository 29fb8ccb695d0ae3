using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory;

/// <summary>What large memory costs.</summary>
public sealed class CostTests
{
    private const long PiB = 1L << 38;

    // 2^40 pages are 2^30 blocks of the largest order. Expect kilobytes: runs of untouched blocks are ranges, and a page
    // that is taken costs the halves of one block.
    [Fact]
    public void Four_pebibytes_cost_kilobytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        var memblock = new MemblockMap();
        memblock.Add(MemoryGeometry.PageBytes, (ulong)(4 * PiB) << MemoryGeometry.PageShift, nid: 0);
        var layout = ZoneSizing.LayOut(memblock, [0], ZoneLimits.X86, MovableRequest.None, MemoryGeometry.X86)[0];
        var pool = new ZonePool(layout.LastZone!, MemoryGeometry.X86, 0);
        pool.AddManaged(layout.LastZone!.Span);
        var taken = new List<PfnRange>();
        pool.Take(0, 1, taken);

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((4 * PiB) - (1 << 20) - 1, pool.Free.FreePages);
        Assert.InRange(bytes, 1, 64 << 10);
    }
}
