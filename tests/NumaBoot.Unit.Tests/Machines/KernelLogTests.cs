using System.Globalization;
using System.Text.Json;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class KernelLogTests
{
    public static TheoryData<string> AllBoots => Boots.All;

    //   |DMA|------------- DMA32 -------------|     hole     |------ Normal ------|
    //   4K  16M                      0xbffe0000              4G                  max
    //   |======== node 0 ========|======= node 1 =======|
    // Expect the zones of every node to start, span and hold exactly what the kernel's own zones did.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Zones_are_the_kernels(string boot)
    {
        var machine = Boots.Spec(boot);
        var layouts = LayOut(machine);
        foreach (var node in Fixtures.Snapshot(boot, "memblock_free_all").GetProperty("nodes").EnumerateArray())
        {
            var layout = layouts.Single(layout => layout.Nid == node.GetProperty("nid").GetInt32());
            var told = node.GetProperty("zones").EnumerateArray().Where(zone => Pages(zone, "spanned") > 0)
                .Select(zone => (zone.GetProperty("zone").GetString(), Pages(zone, "start"), Pages(zone, "spanned"), Pages(zone, "present")));
            Assert.Equal(told, layout.Zones.Select(zone => ((string?)zone.Kind.Name(), zone.Span.Start, zone.Span.Pages, zone.PresentPages)));
        }
    }

    //   |r|--- free ---|rrr image rrr|------- free -------|rr map rr|
    //   every zone that is complete: frames that are memory and not reserved = its managed pages
    // Expect the free frames of every zone that has nothing deferred to be the pages that the kernel counted after memblock_free_all.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Free_memory_is_what_the_kernel_freed(string boot)
    {
        var machine = Boots.Spec(boot);
        var map = machine.ToMemblock();
        var layouts = LayOut(machine);
        int compared = 0;
        foreach (var node in Fixtures.Snapshot(boot, "after memblock_free_all").GetProperty("nodes").EnumerateArray())
        {
            long deferred = node.GetProperty("first_deferred_pfn").GetInt64();
            var layout = layouts.Single(layout => layout.Nid == node.GetProperty("nid").GetInt32());
            foreach (var zone in layout.Zones)
            {
                var told = node.GetProperty("zones").EnumerateArray().Single(told => told.GetProperty("zone").GetString() == zone.Kind.Name());
                long frontier = deferred < 0 ? long.MaxValue : deferred;
                long free = map.FreeFrames(zone.Nid).Sum(frames => frames.Intersect(zone.Span).Intersect(new PfnRange(0, frontier)).Pages);
                Assert.Equal(Pages(told, "managed"), free);
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    // Expect late init to add exactly the free memory that lies at or above the frontier, and the pages of the SMP alternatives.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void All_free_memory_is_in_the_zones_in_the_end(string boot)
    {
        var machine = Boots.Spec(boot);
        var map = machine.ToMemblock();
        var nodes = Fixtures.Snapshot(boot, "files_maxfiles_init#2").GetProperty("nodes").EnumerateArray();
        long managed = nodes.Sum(node => node.GetProperty("zones").EnumerateArray().Sum(zone => Pages(zone, "managed")));
        Assert.Equal(managed, map.FreeFrames().Sum(frames => frames.Pages) + machine.SmpAlternativesPages);
    }

    // Expect each node's CPUs as sysfs listed them, whether the files beside the log or the log alone tell.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Cpus_are_on_their_nodes(string boot)
    {
        var alone = KernelLogReader.Read(boot, "dmesg.txt", Fixtures.Read(boot, "dmesg.txt"));
        foreach (var node in Boots.Spec(boot).Nodes)
        {
            string told = Fixtures.Read(boot, $"node-node{node.Nid}-cpulist.txt").Trim();
            Assert.Equal(told, string.Join(',', Ranges(node.Cpus)));
            Assert.Equal(node.Cpus.AsEnumerable(), alone.Nodes.Single(other => other.Nid == node.Nid).Cpus.AsEnumerable());
        }

        Assert.Equal(Boots.Spec(boot).Cpus.AsEnumerable(), alone.Cpus.AsEnumerable());
    }

    // Expect the distances that sysfs printed, for every pair of nodes.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Distances_are_those_of_the_files(string boot)
    {
        var machine = Boots.Spec(boot);
        foreach (var node in machine.Nodes)
        {
            var row = Fixtures.Read(boot, $"node-node{node.Nid}-distance.txt").Trim().Split(' ').Select(int.Parse);
            Assert.Equal(row, machine.Nodes.Select(to => machine.Distances.Between(node.Nid, to.Nid)));
        }
    }

    // Expect the machine to know its command line, the pages of the SMP alternatives, and a kernel image that is reserved memory of one zone.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Small_facts_are_read(string boot)
    {
        var machine = Boots.Spec(boot);
        Assert.Equal(Words(Fixtures.Read(boot, "cmdline")), Words(machine.CommandLine));
        Assert.True(machine.ReservationsIncludeCommandLine);
        Assert.Equal(9, machine.SmpAlternativesPages);
        Assert.Equal(4096, machine.KernelImage.Start);
        Assert.InRange(machine.KernelImage.Pages, 7000, 16000);
        Assert.Contains(machine.Reserved, region => region.Frames.Contains(machine.KernelImage));
    }

    // Expect the published times of late init and the fallback orders, one for each node that printed them.
    [Fact]
    public void Published_results_are_kept()
    {
        var machine = Boots.Spec("n4-tracebuf");
        Assert.Equal([new(1, null, 376), new(0, null, 696), new(3, null, 632), new(2, null, 680)], machine.PublishedInits.AsEnumerable());
        Assert.Equal([0, 1, 2, 3], machine.PublishedFallbackOrders.Select(order => order.Nid));
        Assert.Equal([2, 3, 0, 1], machine.PublishedFallbackOrders[2].Nids.AsEnumerable());
        Assert.Equal([1, 2, 0], Boots.Spec("n3-memoryless").PublishedFallbackOrders[1].Nids.AsEnumerable());
    }

    // Expect the line that kernels before 5.8 print to tell pages as well.
    [Fact]
    public void Old_kernels_tell_how_many_pages_late_init_built()
    {
        string log = string.Join('\n', Boots.Log("n1-4g")).Replace(
            "node 0 deferred pages initialised in 424ms", "node 0 initialised, 32203456 pages in 894ms", StringComparison.Ordinal);
        var machine = KernelLogReader.Read("old", "old.txt", log);
        Assert.Equal([new PublishedInit(0, 32203456, 894)], machine.PublishedInits.AsEnumerable());
    }

    // Expect CPUs of fake nodes to be listed by all nodes and to live where the boot announced them.
    [Fact]
    public void Fake_nodes_share_their_cpus()
    {
        var machine = Boots.Spec("n1-fake4");
        Assert.All(machine.Nodes, node => Assert.Equal([0, 1, 2, 3], node.Cpus.AsEnumerable()));
        Assert.Equal([new(0, 0), new(1, 1), new(2, 2), new(3, 3)], machine.Cpus.AsEnumerable());
    }

    // Expect a node without memory to be there, with its CPUs and without a region.
    [Fact]
    public void A_node_without_memory_is_a_node()
    {
        var machine = Boots.Spec("n3-memoryless");
        Assert.Equal([0, 1, 2], machine.Nodes.Select(node => node.Nid));
        Assert.DoesNotContain(machine.Memory, region => region.Nid == 1);
    }

    // Expect small machines to leave transparent huge pages alone, as the kernel does below 512 MiB.
    [Theory]
    [InlineData("n1-512m", false)]
    [InlineData("n1-4g", true)]
    public void Khugepaged_needs_half_a_gibibyte(string boot, bool raises) => Assert.Equal(raises, Boots.Spec(boot).RaisesMinFree);

    private static IReadOnlyList<NodeLayout> LayOut(MachineSpec machine) =>
        ZoneSizing.LayOut(
            machine.ToMemblock(), machine.Nodes.Select(node => node.Nid), machine.ZoneLimits, Movable(machine), machine.Geometry);

    // movablecore=3G of n2-movablecore; no other boot asks for Movable.
    private static MovableRequest Movable(MachineSpec machine) =>
        machine.CommandLine.Contains("movablecore=3G", StringComparison.Ordinal) ? new(MovablecorePages: 3 << 18) : MovableRequest.None;

    private static long Pages(JsonElement zone, string what) => zone.GetProperty(what).GetInt64();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Ranges(IReadOnlyList<int> cpus)
    {
        for (int at = 0; at < cpus.Count;)
        {
            int end = at;
            while (end + 1 < cpus.Count && cpus[end + 1] == cpus[end] + 1)
            {
                end++;
            }

            yield return end == at
                ? cpus[at].ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{cpus[at]}-{cpus[end]}");
            at = end + 1;
        }
    }
}
