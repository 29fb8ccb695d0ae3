using NumaBoot.Reports;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>The kernel's files, line by line, for a boot whose every number is another one.</summary>
public sealed class ToldBootTests
{
    // Expect free pages where the kernel prints free pages, marks in their order, managed pages last, and of the page lists
    // what each CPU holds: 112 pages on CPU 1, none on CPU 0.
    [Fact]
    public void Zoneinfo_has_each_number_in_its_place()
    {
        string zoneinfo = Zoneinfo.Write(ToldBoot.Report.Snapshots[^1], [0, 1]);

        Assert.Contains(
            """
            Node 0, zone    DMA32
              pages free     600
                    boost    0
                    min      104
                    low      105
                    high     106
                    spanned  4080
                    present  4000
                    managed  1100
                    cma      0
                    protection: (0, 0, 107, 108, 109)
                  nr_free_pages 600
              pagesets
                cpu: 0
                          count: 0
                          high:  110
                          batch: 111
                cpu: 1
                          count: 112
                          high:  110
                          batch: 111
              node_unreclaimable:  0
              start_pfn:           16
            Node 0, zone   Normal

            """,
            zoneinfo,
            StringComparison.Ordinal);
    }

    // Expect zones without memory, and zones that a node has not, to have their numbers and no page lists.
    [Fact]
    public void Zoneinfo_leaves_out_the_lists_of_empty_zones()
    {
        string zoneinfo = Zoneinfo.Write(ToldBoot.Report.Snapshots[^1], [0, 1]);

        Assert.StartsWith(
            """
            Node 0, zone      DMA
              pages free     0
                    boost    0
                    min      4
                    low      5
                    high     6
                    spanned  16
                    present  0
                    managed  0
                    cma      0
                    protection: (0, 0, 7, 8, 9)
            Node 0, zone    DMA32

            """,
            zoneinfo,
            StringComparison.Ordinal);
        Assert.Contains("Node 1, zone      DMA\n  pages free     0\n", zoneinfo, StringComparison.Ordinal);
        Assert.Equal(3, zoneinfo.Split("pagesets").Length - 1);
    }

    // Expect the free blocks of each zone that has memory, by order, and no line for DMA, which has none.
    [Fact]
    public void Buddyinfo_lists_the_zones_that_have_memory()
    {
        Assert.Equal(
            """
            Node 0, zone    DMA32    101    102    103 
            Node 0, zone   Normal    201    202    203 
            Node 1, zone   Normal    301    302    303 

            """,
            Buddyinfo.Write(ToldBoot.Report.Snapshots[^1]));
    }

    // Late init began at 3 ms and took 7 ms on node 0 and 8 ms on node 1.
    // Expect a line for each node when it was done, with the difference of the kernel's clock: with a jiffy of 4 ms it stood
    // at 0 in the beginning and at 8 at either end, with one of 1 ms at 3 and then at 10 and at 11.
    [Theory]
    [InlineData(4, 8, 8)]
    [InlineData(1, 7, 8)]
    public void The_log_says_how_long_late_init_took(int jiffyMs, int node0Ms, int node1Ms)
    {
        var result = ToldBoot.Result;
        var costs = result.Request.Costs with { JiffyNs = jiffyMs * 1_000_000 };

        string log = BootLog.Write(result with { Request = result.Request with { Costs = costs } });

        Assert.EndsWith(
            $"""
            [    0.010000] node 0 deferred pages initialised in {node0Ms}ms
            [    0.011000] node 1 deferred pages initialised in {node1Ms}ms

            """,
            log,
            StringComparison.Ordinal);
    }

    // A page is 4 KiB: 600 free are 2400 kB; min 104 pages are 416 kB, low 420 kB, high 424 kB; 101 blocks of 4 kB, and so on.
    // Expect the failed allocation and all zones that have memory, as warn_alloc prints them.
    [Fact]
    public void A_failure_ends_the_log_with_what_memory_there_was()
    {
        string log = BootLog.Write(ToldBoot.Failed);

        Assert.EndsWith(
            """
            [    9.100000] swapper/3: page allocation failure: order:2, node=1, a buffer
            [    9.100000] Mem-Info:
            [    9.100000] Node 0 DMA32 free:2400kB boost:0kB min:416kB low:420kB high:424kB present:16000kB managed:4400kB
            [    9.100000] lowmem_reserve[]: 0 0 107 108 109
            [    9.100000] Node 0 Normal free:2800kB boost:0kB min:816kB low:820kB high:824kB present:16380kB managed:4800kB
            [    9.100000] lowmem_reserve[]: 0 0 207 208 209
            [    9.100000] Node 1 Normal free:3200kB boost:0kB min:1216kB low:1220kB high:1224kB present:16384kB managed:5200kB
            [    9.100000] lowmem_reserve[]: 0 0 307 308 309
            [    9.100000] Node 0 DMA32: 101*4kB 102*8kB 103*16kB = 2400kB
            [    9.100000] Node 0 Normal: 201*4kB 202*8kB 203*16kB = 2800kB
            [    9.100000] Node 1 Normal: 301*4kB 302*8kB 303*16kB = 3200kB

            """,
            log,
            StringComparison.Ordinal);
    }

    // Expect each field of a zone under the name of the kernel's, with an entry of pcp_count for each CPU of the machine.
    [Fact]
    public void Snapshots_have_each_number_under_its_name()
    {
        string[] lines = SnapshotLines.Write(ToldBoot.Result).Split('\n');

        Assert.StartsWith("{\"at\":\"memblock_free_all\",\"atNs\":900000,\"nodes\":[{\"nid\":0,\"start\":0,\"spanned\":8192,\"present\":8095,\"first_deferred_pfn\":4608,", lines[0], StringComparison.Ordinal);
        Assert.Contains("{\"nid\":1,\"start\":12288,\"spanned\":4096,\"present\":4096,\"first_deferred_pfn\":-1,", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            "{\"zone\":\"DMA32\",\"zid\":1,\"start\":16,\"spanned\":4080,\"present\":4000,\"managed\":1100,\"free\":600,\"nr_free\":[101,102,103],"
            + "\"wmark\":[104,105,106],\"boost\":0,\"lowmem_reserve\":[0,0,107,108,109],\"pcp_high\":110,\"pcp_batch\":111,\"pcp_count\":[0,112]}",
            lines[1],
            StringComparison.Ordinal);
    }
}
