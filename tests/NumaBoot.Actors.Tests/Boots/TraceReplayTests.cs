using System.Globalization;
using System.Text;
using System.Text.Json;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>What real kernels allocated, replayed allocation by allocation, against what was left in their zones.</summary>
public sealed class TraceReplayTests
{
    private const int RandomTraces = 60;

    private static readonly string[] Marks = ["kmem_cache_init", "early_trace_init", "trace_init", "after trace_init"];

    public static TheoryData<string> Boots => [.. Fixtures.Boots.Where(boot => boot.EndsWith("-trace", StringComparison.Ordinal))];

    public static TheoryData<string, string> Intervals
    {
        get
        {
            var intervals = new TheoryData<string, string>();
            foreach (string boot in Fixtures.Boots.Where(boot => boot.EndsWith("-trace", StringComparison.Ordinal)))
            {
                foreach (string mark in Marks)
                {
                    intervals.Add(boot, mark);
                }
            }

            return intervals;
        }
    }

    // Expect each zone of each node to have given out, up to each of the marks, exactly what the kernel's had: the zones
    // are those of our allocator, which goes by order, flags and preferred node, and not by the pages that the kernel took.
    [Theory]
    [MemberData(nameof(Intervals))]
    public void Zones_give_out_what_the_kernels_did_up_to_each_mark(string boot, string mark)
    {
        var machine = BareBoot.Machine(boot);
        string early = TraceFile.Unpack(Path.Combine(Fixtures.Boot(boot), "early-alloc.tsv.gz"));
        string prefix = early[..early.IndexOf($"mark\t{mark}\n", StringComparison.Ordinal)];
        var workload = TraceFile.Read(machine, prefix).Workload;

        var result = new BootRun().Run(new BootRequest(machine, InitPolicies.V61, workload));

        Assert.Empty(result.BrokenClaims);
        var ours = result.Report!.Snapshots.Single(snapshot => snapshot.At == SnapshotPoints.SmpInit);
        foreach (var node in Fixtures.Snapshot(boot, mark).GetProperty("nodes").EnumerateArray())
        {
            var zones = ours.Nodes.Single(its => its.Nid == node.GetProperty("nid").GetInt32()).Zones;
            foreach (var real in node.GetProperty("zones").EnumerateArray())
            {
                var zone = zones.Single(its => its.Layout.Kind.Name() == real.GetProperty("zone").GetString());
                Assert.Equal(TakenOf(real), zone.ManagedPages - zone.FreePages);
                Assert.All(zone.PageListCounts.Values, pages => Assert.Equal(0, pages));
            }
        }
    }

    // Expect the growths of a whole boot, from the first allocation to the last that was traced, to be those of the kernel:
    // as many, on the same nodes, for the same orders.
    [Theory]
    [MemberData(nameof(Boots))]
    public void A_replayed_boot_grows_as_the_kernel_did(string boot)
    {
        var machine = BareBoot.Machine(boot);
        string[] files = [Path.Combine(Fixtures.Boot(boot), "early-alloc.tsv.gz"), Path.Combine(Fixtures.Boot(boot), "trace.txt.gz")];
        var workload = WorkloadReader.ReadFiles(files, machine).Workload;

        var result = new BootRun().Run(new BootRequest(machine, InitPolicies.V61, workload));

        Assert.True(result.Booted);
        Assert.Empty(result.BrokenClaims);
        var real = File.ReadLines(Path.Combine(Fixtures.Boot(boot), "grow.tsv")).Skip(1)
            .Select(row => row.Split('\t')).Select(row => (Nid: int.Parse(row[2], CultureInfo.InvariantCulture), Order: int.Parse(row[4], CultureInfo.InvariantCulture)));
        var ours = result.Report!.Nodes.SelectMany(node => node.Growths).OrderBy(growth => growth.AtNs).Select(growth => (growth.Zone.Nid, growth.Order));
        Assert.Equal(real, ours);
        Assert.All(result.Report.Nodes, node => Assert.Equal(0, node.Allocations.Failed));
    }

    // Expect what the CPUs hold in the end to be what a random trace has allocated and not freed, under every policy, and
    // no page to be lost on the way.
    [Fact]
    public void What_a_trace_has_not_freed_is_held_in_the_end()
    {
        var machine = BareBoot.Machine("n2-2g");
        for (int seed = 1; seed <= RandomTraces; seed++)
        {
            var random = new Random(seed);
            string trace = DrawTrace(random, out long livePages);
            var policy = InitPolicies.All[seed % InitPolicies.All.Length];
            var workload = TraceFile.Read(machine, trace).Workload;

            var result = new BootRun().Run(new BootRequest(machine, policy, workload, seed));

            Assert.True(result.BrokenClaims.IsEmpty, $"trace {seed}: {string.Join("; ", result.BrokenClaims.Select(violation => violation.Detail))}");
            Assert.Equal(livePages, result.Report!.Nodes.Sum(node => node.Holdings.Sum(held => held.AllocatedPages)));
        }
    }

    private static long TakenOf(JsonElement zone) => zone.GetProperty("managed").GetInt64() - zone.GetProperty("free").GetInt64();

    /// <summary>A trace of blocks of any order, all in the first gigabyte of two nodes, freed by whichever CPU.</summary>
    private static string DrawTrace(Random random, out long livePages)
    {
        const int mostOrder = 4;
        var trace = new StringBuilder("          <idle>-0       [000] d..1.     0.000000: mm_page_free: page=0 pfn=0x10 order=0\n");
        var live = new SortedDictionary<long, int>();
        bool isUp = false;
        for (int count = random.Next(1, 300); count > 0; count--)
        {
            int cpu = isUp ? random.Next(4) : 0;
            string time = string.Create(CultureInfo.InvariantCulture, $"{(300 - count) / 100}.{random.Next(1_000_000):d6}");
            if (live.Count > 0 && random.Next(3) == 0)
            {
                var (pfn, order) = live.ElementAt(random.Next(live.Count));
                live.Remove(pfn);
                trace.Append(CultureInfo.InvariantCulture, $"            init-{(isUp ? 1 : 0)}       [{cpu:d3}] ...1.     {time}: mm_page_free: page=00000000f5afd26d pfn=0x{pfn:x} order={order}\n");
                continue;
            }

            int wanted = random.Next(mostOrder + 1);
            long start = (0x2000 + random.Next(0x2000) + (random.Next(2) * 0x40000)) & ~((1L << mostOrder) - 1);
            if (live.TryAdd(start, wanted))
            {
                trace.Append(CultureInfo.InvariantCulture, $"            init-{(isUp ? 1 : 0)}       [{cpu:d3}] ...1.     {time}: mm_page_alloc: page=00000000f5afd26d pfn=0x{start:x} order={wanted} migratetype={random.Next(3)} gfp_flags=GFP_KERNEL\n");
            }

            if (!isUp && random.Next(50) == 0)
            {
                isUp = true;
                trace.Append(CultureInfo.InvariantCulture, $"      pgdatinit0-24      [001] .....     {time}: mm_page_free: page=00000000f5afd26d pfn=0x70000 order=9\n");
            }
        }

        livePages = live.Values.Sum(order => 1L << order);
        return trace.ToString();
    }
}
