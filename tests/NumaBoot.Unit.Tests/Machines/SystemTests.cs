using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Machines that are read from what a running Linux tells of itself.</summary>
public sealed class SystemTests
{
    private const string TypicalAtTheUsualPlace = "reservations are those of a typical kernel, with the kernel image at 16 MiB";

    public static TheoryData<string> AllBoots => Boots.All;

    // Expect the zones of the kernel itself, page by page, and the memory, CPUs and distances that its log and files tell.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Memory_is_what_the_kernel_has(string boot)
    {
        using var system = CapturedSystem.Of(boot);
        var machine = system.Read();
        var booted = Boots.Spec(boot);
        Assert.Equal(SystemZones.OfKernel(boot), SystemZones.OfMachine(machine));
        Assert.Equal(booted.ToMemblock().MemoryFrames(), machine.ToMemblock().MemoryFrames());
        Assert.Equal(Nodes(booted), Nodes(machine));
        Assert.All(booted.Nodes, from => Assert.All(booted.Nodes, to =>
            Assert.Equal(booted.Distances.Between(from.Nid, to.Nid), machine.Distances.Between(from.Nid, to.Nid))));
        Assert.Equal(KernelCommandLine.Parse(booted.CommandLine).ToString(), KernelCommandLine.Parse(machine.CommandLine).ToString());
        Assert.Contains("reservations are those of a typical kernel, around the kernel image of /proc/iomem", machine.Notes, StringComparer.Ordinal);
    }

    // Expect the same zones where the addresses are hidden, and to be told that holes lie where nobody saw them.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Zones_are_the_kernels_for_an_ordinary_user(string boot)
    {
        using var system = CapturedSystem.Of(boot);
        system.HideAddresses();
        var machine = system.Read();
        Assert.Equal(SystemZones.OfKernel(boot), SystemZones.OfMachine(machine));
        Assert.Contains(
            "/proc/iomem shows no addresses to this user: memory lies where /proc/zoneinfo has its zones, with holes where PCs have them",
            machine.Notes, StringComparer.Ordinal);
        Assert.Contains(TypicalAtTheUsualPlace, machine.Notes, StringComparer.Ordinal);

        // The hole that memmap= made is the only one that is nowhere near where PCs have them.
        if (boot != "n2-hole")
        {
            Assert.Equal(Boots.Spec(boot).ToMemblock().MemoryFrames(), machine.ToMemblock().MemoryFrames());
        }
    }

    // Expect the typical reservations, with what the command line costs, to meet the real ones within 16 MiB.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Reservations_are_near_the_truth(string boot)
    {
        using var system = CapturedSystem.Of(boot);
        var machine = system.Read();
        Assert.InRange(Math.Abs(Boots.ReservedBytes(machine) - Boots.ReservedBytes(Boots.Spec(boot))) >> 20, 0, 16);
    }

    //   node 1 |---- 1.2 GiB ----|     hole     |---- 1.5 GiB ----|       blocks of 128 MiB tell where the hole is, to the block
    // Expect memory in no other block than those that the node has.
    [Fact]
    public void Blocks_show_where_holes_are()
    {
        using var system = CapturedSystem.Of("n2-hole");
        system.HideAddresses();
        system.LinkBlocks(Boots.Spec("n2-hole"));
        var machine = system.Read();
        Assert.Equal(SystemZones.OfKernel("n2-hole"), SystemZones.OfMachine(machine));
        var truth = Boots.Spec("n2-hole").Memory.SelectMany(region => Enumerable.Range((int)(region.Start >> 27), (int)((region.End - 1) >> 27) - (int)(region.Start >> 27) + 1)).ToHashSet();
        Assert.All(machine.Memory, region => Assert.All(Enumerable.Range((int)(region.Start >> 27), (int)((region.End - 1) >> 27) - (int)(region.Start >> 27) + 1), block => Assert.Contains(block, truth)));
    }

    // Expect the kernel image and the crash kernel where /proc/iomem has them.
    [Fact]
    public void The_image_and_the_crash_kernel_are_seen()
    {
        using var system = CapturedSystem.Of("n1-crash-4g");
        var machine = system.Read();
        var booted = Boots.Spec("n1-crash-4g");
        Assert.Equal(booted.CrashKernel.AsEnumerable(), machine.CrashKernel.AsEnumerable());
        Assert.All(booted.CrashKernel, kept => Assert.Contains(machine.Reserved, reserved => reserved.Start <= kept.Start && reserved.End >= kept.End));
        Assert.Equal(0x1000, machine.KernelImage.Start);
        string moved = string.Join('\n', Fixtures.Read("n1-crash-4g", "iomem.txt").Split('\n').Where(line => !line.Contains("Kernel", StringComparison.Ordinal)));
        system.Write("proc/iomem", moved + "  03000000-03e01d31 : Kernel code\n  05310000-063fffff : Kernel bss\n");
        Assert.Equal(0x3000, system.Read().KernelImage.Start);
        Assert.Equal(0x6400, system.Read().KernelImage.End);
    }

    // Expect a container without nodes to be one node of all CPUs, with the addresses of the zones, or else with MemTotal.
    [Fact]
    public void A_container_may_show_no_nodes()
    {
        using var system = CapturedSystem.Of("n1-4g");
        system.Remove("sys/devices/system/node");
        system.Remove("proc/iomem");
        system.Write("sys/devices/system/cpu/online", "0-2,5\n");
        var machine = system.Read();
        Assert.Equal("0: 0,1,2,5", Nodes(machine));
        Assert.Equal(SystemZones.OfKernel("n1-4g"), SystemZones.OfMachine(machine));
        Assert.Contains("the system shows no NUMA nodes: all CPUs and all memory are on node 0", machine.Notes, StringComparer.Ordinal);
        Assert.Contains("/proc/iomem cannot be read: memory lies where /proc/zoneinfo has its zones, with holes where PCs have them", machine.Notes, StringComparer.Ordinal);

        system.Remove("proc/zoneinfo");
        system.Remove("proc/cmdline");
        system.Write("proc/meminfo", "MemTotal:       4194304 kB\nMemFree:  1 kB\n");
        machine = system.Read();
        Assert.Equal(MachineReader.FromQemu("-m 4G").Memory.AsEnumerable(), machine.Memory.AsEnumerable());
        string[] notes =
        [
            "the system shows no NUMA nodes: all CPUs and all memory are on node 0",
            "addresses are assumed: only how much memory there is can be read (MemTotal), so nodes lie one behind the other as on QEMU's PC",
            "the kernel command line is taken to be empty: /proc/cmdline cannot be read",
            TypicalAtTheUsualPlace,
        ];
        Assert.Equal(string.Join('\n', notes), string.Join('\n', machine.Notes));

        foreach (int block in Enumerable.Range(0, 24).Concat(Enumerable.Range(32, 8)))
        {
            system.Write($"sys/devices/system/memory/memory{block}/state", "online\n");
        }

        system.Write("sys/devices/system/memory/block_size_bytes", "8000000\n");
        Assert.Equal("1-9f 100-c0000 100000-140000", Frames(system.Read()));
    }

    // Expect nodes, but without zones, to take their addresses from their blocks, or to share those of /proc/iomem by them.
    [Fact]
    public void Blocks_tell_nodes_apart()
    {
        using var system = CapturedSystem.Of("n2-2g");
        var booted = Boots.Spec("n2-2g");
        system.LinkBlocks(booted);
        system.Remove("proc/zoneinfo");
        Assert.Equal(booted.ToMemblock().MemoryFrames(), system.Read().ToMemblock().MemoryFrames());
        system.HideAddresses();
        var machine = system.Read();
        Assert.Equal(booted.Memory.Select(region => region.Nid).Distinct(), machine.Memory.Select(region => region.Nid).Distinct());
        Assert.Contains("/proc/zoneinfo cannot be read and /proc/iomem shows no addresses to this user: memory is whole memory blocks, with the holes of a PC below 1 MiB", machine.Notes, StringComparer.Ordinal);
    }

    // Expect memory of a device that was made ordinary memory to count, and memory that no zone holds to be left out and told.
    [Fact]
    public void Memory_that_is_no_zones_is_told()
    {
        using var system = CapturedSystem.Of("n1-4g");
        string iomem = Fixtures.Read("n1-4g", "iomem.txt");
        system.Write("proc/iomem", iomem + "8000000000-803fffffff : Persistent Memory\n  8000000000-803fffffff : System RAM (kmem)\n");
        Assert.Contains("1048576 KiB of /proc/iomem are on no node and left out", system.Read().Notes, StringComparer.Ordinal);
        system.Write("proc/iomem", iomem.Replace("00100000-", "00200000-", StringComparison.Ordinal));
        Assert.Contains(system.Read().Notes, note => note.StartsWith("memory is as /proc/iomem has it, ", StringComparison.Ordinal));
    }

    //   node 0 |---- 1 GiB ----|                |---- 1 GiB ----|
    //   node 1                 |---- 1 GiB ----|                       the span of node 0 holds node 1
    // Expect the blocks to tell nodes apart whose zones overlap.
    [Fact]
    public void Zones_of_nodes_may_overlap()
    {
        using var system = CapturedSystem.Empty();
        var truth = new MemblockMap();
        truth.Add(4UL << 30, 5UL << 30, 0);
        truth.Add(5UL << 30, 6UL << 30, 1);
        truth.Add(6UL << 30, 7UL << 30, 0);
        system.Write("sys/devices/system/node/node0/cpulist", "0\n");
        system.Write("sys/devices/system/node/node1/cpulist", "1\n");
        system.Write("proc/iomem", "100000000-1bfffffff : System RAM\n");
        system.Write("proc/zoneinfo", Zone(0, "Normal", 1 << 20, 786432, 524288) + Zone(1, "Normal", (1 << 20) + 262144, 262144, 262144));
        system.LinkBlocks(Boots.Spec("n2-2g") with { Memory = [.. truth.Memory] });
        Assert.Equal(truth.MemoryFrames(), system.Read().ToMemblock().MemoryFrames());
        Assert.Equal(new ZoneLimits(0, 0), system.Read().ZoneLimits);
    }

    // Expect CPUs that fake nodes share to live where the nodes link to them, or else on the first, with a note.
    [Fact]
    public void Shared_cpus_have_a_home()
    {
        using var system = CapturedSystem.Of("n1-fake4");
        var machine = system.Read();
        Assert.All(machine.Cpus, place => Assert.Equal(0, place.Nid));
        Assert.Contains(machine.Notes, note => note.StartsWith("CPUs that several nodes list", StringComparison.Ordinal));
        for (int cpu = 0; cpu < 4; cpu++)
        {
            system.Write($"sys/devices/system/node/node{3 - cpu}/cpu{cpu}", "");
        }

        machine = system.Read();
        Assert.Equal([3, 2, 1, 0], machine.Cpus.Select(place => place.Nid));
        Assert.DoesNotContain(machine.Notes, note => note.StartsWith("CPUs that several nodes list", StringComparison.Ordinal));
    }

    // Expect the machine that the tests run on, where that is one, to be a machine by its name.
    [Fact]
    public void This_is_the_running_linux()
    {
        if (!File.Exists("/sys/devices/system/cpu/online") || !OperatingSystem.IsLinux())
        {
            Assert.Throws<MachineInputException>(() => MachineReader.Read("this"));
            return;
        }

        var machine = MachineReader.Read("this");
        Assert.Equal("this", machine.Name);
        Assert.InRange(machine.Cpus.Length, Environment.ProcessorCount, int.MaxValue);
        Assert.Empty(MachineReader.FilesOf("this"));
        Answers.Use(machine);
    }

    private static string Zone(int nid, string name, long start, long spanned, long present) =>
        $"Node {nid}, zone {name,8}\n  pages free     1\n        spanned  {spanned}\n        present  {present}\n        managed  {present}\n  start_pfn:           {start}\n";

    private static string Nodes(MachineSpec machine) => string.Join("; ", machine.Nodes.Select(node => $"{node.Nid}: {string.Join(',', node.Cpus)}"));

    private static string Frames(MachineSpec machine) =>
        string.Join(' ', machine.ToMemblock().MemoryFrames().Select(memory => $"{memory.Frames.Start:x}-{memory.Frames.End:x}"));
}
