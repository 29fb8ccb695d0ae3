using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Memblock;

/// <summary>What there is, what is taken, and what is left.</summary>
public sealed class MemblockMapTests
{
    private const ulong Page = MemoryGeometry.PageBytes;

    //   memory    |=========== node 0 ===========|=========== node 1 ===========|
    //   reserved            |####|            |#######|
    //   free      |=========|    |============|       |=========================|
    // Expect free ranges between the reservations, never across the border of two nodes.
    [Fact]
    public void Free_is_what_is_memory_and_not_reserved()
    {
        var map = new MemblockMap();
        map.Add(0, 10 * Page, nid: 0);
        map.Add(10 * Page, 20 * Page, nid: 1);
        map.Reserve(3 * Page, 5 * Page);
        map.Reserve(9 * Page, 12 * Page);

        Assert.Equal([new PfnRange(0, 3), new PfnRange(5, 9), new PfnRange(12, 20)], map.FreeFrames());
        Assert.Equal([new PfnRange(12, 20)], map.FreeFrames(1));
    }

    //   memory    |== node 0 ==|== node 1 ==|
    //   free      |============|============|
    // Expect two ranges where nothing is reserved.
    [Fact]
    public void A_free_range_ends_with_its_node()
    {
        var map = new MemblockMap();
        map.Add(0, 4 * Page, nid: 0);
        map.Add(4 * Page, 8 * Page, nid: 1);

        Assert.Equal([new PfnRange(0, 4), new PfnRange(4, 8)], map.FreeFrames());
    }

    // Expect a page that is reserved in part not to be free, and memory that is given back to be free again.
    [Fact]
    public void Half_a_page_is_no_page()
    {
        var map = new MemblockMap();
        map.Add(0, 4 * Page, nid: 0);
        map.Reserve(Page, Page + 1);
        Assert.Equal([new PfnRange(0, 1), new PfnRange(2, 4)], map.FreeFrames());

        map.Free(Page, Page + 1);

        Assert.Equal([new PfnRange(0, 4)], map.FreeFrames());
    }

    //   |==== node 0 ====|
    //         |==== node 1 ====|
    // Expect the part that both claim to stay on the node that was first.
    [Fact]
    public void What_is_covered_keeps_its_node()
    {
        var map = new MemblockMap();
        map.Add(0, 4 * Page, nid: 0);
        map.Add(2 * Page, 6 * Page, nid: 1);

        Assert.Equal([new MemoryFrames(0, new PfnRange(0, 4)), new MemoryFrames(1, new PfnRange(4, 6))], map.MemoryFrames());
    }

    // Expect memory that firmware keeps from the kernel's map to be memory and never free.
    [Fact]
    public void Memory_without_a_map_is_not_free()
    {
        var map = new MemblockMap();
        map.Add(0, 2 * Page, nid: 0);
        map.Add(2 * Page, 4 * Page, nid: 0, MemblockFlags.Nomap);

        Assert.Equal([new PfnRange(0, 2)], map.FreeFrames());
        Assert.Equal(4, map.MemoryFrames().Sum(memory => memory.Frames.Pages));
    }

    // Expect each region that touches the window to be counted whole, as the kernel did before the seed patch.
    [Fact]
    public void Reservations_that_touch_a_window_count_whole()
    {
        var map = new MemblockMap();
        map.Reserve(0, 3 * Page);
        map.Reserve(10 * Page, 20 * Page);

        Assert.Equal(13 * Page, map.ReservedBytesTouching(2 * Page, 11 * Page));
        Assert.Equal(10 * Page, map.ReservedBytesTouching(4 * Page, 11 * Page));
    }

    // Expect any sequence of the four calls to leave what an array of pages would say, in as few regions as can be.
    [Property(MaxTest = 500, Replay = "(31,37)")]
    public void It_agrees_with_an_array_of_pages((byte Call, byte Start, byte Pages)[] steps)
    {
        const int pages = 64;
        var map = new MemblockMap();
        int[] node = [.. Enumerable.Repeat(-1, pages)];
        bool[] reserved = new bool[pages];
        foreach (var (call, at, length) in steps)
        {
            int start = at % pages;
            int end = Math.Min(pages, start + (length % 24));
            var (from, to) = ((ulong)start * Page, (ulong)end * Page);
            int nid = at % 2;
            switch (call % 4)
            {
                case 0:
                    map.Add(from, to, nid);
                    Fill(start, end, pfn => node[pfn] = node[pfn] < 0 ? nid : node[pfn]);
                    break;
                case 1:
                    map.Remove(from, to);
                    Fill(start, end, pfn => node[pfn] = -1);
                    break;
                case 2:
                    map.Reserve(from, to);
                    Fill(start, end, pfn => reserved[pfn] = true);
                    break;
                default:
                    map.Free(from, to);
                    Fill(start, end, pfn => reserved[pfn] = false);
                    break;
            }
        }

        Assert.Equal(Runs(pages, pfn => node[pfn]).Where(run => run.Value >= 0).Select(run => new MemoryFrames(run.Value, run.Frames)), map.MemoryFrames());
        Assert.Equal(
            Runs(pages, pfn => reserved[pfn] ? -1 : node[pfn]).Where(run => run.Value >= 0).Select(run => run.Frames),
            map.FreeFrames());
    }

    private static void Fill(int start, int end, Action<int> page)
    {
        for (int pfn = start; pfn < end; pfn++)
        {
            page(pfn);
        }
    }

    private static IEnumerable<(int Value, PfnRange Frames)> Runs(int pages, Func<int, int> valueOf)
    {
        for (int start = 0; start < pages;)
        {
            int end = start + 1;
            while (end < pages && valueOf(end) == valueOf(start))
            {
                end++;
            }

            yield return (valueOf(start), new PfnRange(start, end));
            start = end;
        }
    }
}
