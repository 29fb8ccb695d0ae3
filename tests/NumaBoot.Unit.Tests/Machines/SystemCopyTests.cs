using NumaBoot.Machines;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Folders that hold a copy of what a running Linux tells, whole or in part, sound or not.</summary>
public sealed class SystemCopyTests
{
    // Expect a copy of the nodes' folder alone to do, with masks where it has no lists, and MemTotal of each node.
    [Fact]
    public void A_copy_of_the_nodes_is_a_machine()
    {
        using var system = CapturedSystem.Empty();
        system.Write("online", "0-1\n");
        system.Write("node0/cpumap", "00000001,00000003\n");
        system.Write("node1/cpulist", "\n");
        system.Write("node0/meminfo", "Node 0 MemTotal:       4194304 kB\nNode 0 MemFree:         1 kB\n");
        system.Write("node1/meminfo", "\nNode 1 MemTotal:       2097152 kB\n");
        var machine = MachineReader.Read(system.Root);
        Assert.Equal("0: 0,1,32; 1: ", Nodes(machine));
        Assert.Equal(MachineReader.FromQemu("-m 6G -numa node,mem=4G -numa node,mem=2G").Memory.AsEnumerable(), machine.Memory.AsEnumerable());
        Assert.Contains("distances are assumed to be 10 and 20: none can be read", machine.Notes, StringComparer.Ordinal);
        Assert.Equal(Path.GetFileName(system.Root), machine.Name);
        var files = MachineReader.FilesOf(system.Root).Select(file => Path.GetRelativePath(system.Root, file)).Order(StringComparer.Ordinal);
        Assert.Equal("node0/cpumap node0/meminfo node1/cpulist node1/meminfo online", string.Join(' ', files));
    }

    // Expect the blocks that a copy of the nodes links to, to be as large as they must be for MemTotal.
    [Theory]
    [InlineData(655360, "128M", "1-9f 100-10000 18000-30000")]
    [InlineData(655364, "256M", "1-9f 100-20000 30000-60000")]
    [InlineData(10485760, "2G", "1-9f 100-100000 180000-300000")]
    public void The_size_of_blocks_follows_from_memory(long memoryKiB, string size, string frames)
    {
        using var system = CapturedSystem.Empty();
        system.Write("node0/cpulist", "0\n");
        system.Write("node0/meminfo", $"Node 0 MemTotal:  {memoryKiB} kB\n");
        foreach (int block in new[] { 0, 1, 3, 4, 5 })
        {
            system.Write($"node0/memory{block}", "");
        }

        system.Write("node0/memory_side_cache", "");
        var machine = MachineReader.Read(system.Root);
        Assert.Equal(frames, Frames(machine));
        Assert.Contains($"memory blocks are taken to be of {size}, the smallest that hold MemTotal", machine.Notes, StringComparer.Ordinal);
    }

    // Expect a folder to be what it holds: a log before a copy, a copy before any other file.
    [Fact]
    public void A_log_tells_more_than_a_copy()
    {
        using var system = CapturedSystem.Of("n2-2g");
        system.Write("notes.txt", "taken on Monday");
        Assert.Contains("cpu", MachineReader.FilesOf(system.Root).First(file => file.EndsWith("cpulist", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(MachineReader.Read(system.Root).Notes, note => note.Contains("typical kernel", StringComparison.Ordinal));
        File.Copy(Path.Combine(Fixtures.Boot("n2-2g"), "dmesg.txt"), Path.Combine(system.Root, "dmesg.txt"));
        Assert.Empty(MachineReader.Read(system.Root).Notes);
        Assert.DoesNotContain(MachineReader.FilesOf(system.Root), file => file.EndsWith("zoneinfo", StringComparison.Ordinal));
    }

    // Expect one line for a folder that is no such copy.
    [Fact]
    public void A_folder_without_any_is_told_what_was_looked_for()
    {
        using var system = CapturedSystem.Empty();
        system.Write("sys/devices/virtual/x", "");
        const string looked = "sys/devices/system/node, sys/devices/system/cpu or node0";
        Assert.Equal(
            $"{system.Root}: expected a folder with {looked}, as Linux has them, found a folder without one", Assert.Throws<MachineInputException>(system.Read).Message);
        Assert.Equal(
            $"{system.Root}: expected a folder that holds dmesg.txt, a single other log, or {looked}, found a folder without one",
            Assert.Throws<MachineInputException>(() => MachineReader.Read(system.Root)).Message);
    }

    // Expect files that make no sense to be refused in one line.
    [Theory]
    [InlineData("sys/devices/system/node/node1/cpulist", "3-2", "node1/cpulist:1: expected an ascending list")]
    [InlineData("sys/devices/system/node/node1/distance", "10", "node1/distance:1: expected 2 distances, found 1")]
    [InlineData("sys/devices/system/node/node1/distance", "", "node1/distance: expected a file of distances as beside the other nodes, found none")]
    [InlineData("sys/devices/system/node/online", "0-2", "online:1: expected the nodes that have a folder, 0-1, found \"0-2\"")]
    [InlineData("sys/devices/system/node/node99999/cpulist", "9", "node: expected nodes below 65536, found node99999")]
    [InlineData("sys/devices/system/node/node7/distance", "10", "node7/cpulist: expected a file that lists the CPUs of the node, found none that can be read")]
    [InlineData("sys/devices/system/memory/block_size_bytes", "0", "block_size_bytes:1: expected the size of a memory block in hexadecimal, found \"0\"")]
    [InlineData("proc/zoneinfo", "Node 0, zone HighMem", "zoneinfo:1: expected a zone of x86_64 such as \"Node 0, zone   Normal\"")]
    [InlineData("proc/zoneinfo", "Node 9, zone DMA\n spanned 9\n present 9\n start_pfn: 1", "zoneinfo: expected zones of the nodes 0-1, found one of node 9")]
    [InlineData("proc/zoneinfo", "Node 0, zone DMA\n spanned 8\n present 9\n start_pfn: 1", "zoneinfo:4: expected a zone that spans as much as is present")]
    [InlineData("proc/zoneinfo", "Node 0, zone DMA\n spanned 262144\n present 9\n start_pfn: 262144", "zoneinfo:4: expected zones of x86_64, DMA below 16 MiB, found \"one that ends at pfn 524288\"")]
    [InlineData("proc/zoneinfo", "Node 0, zone DMA\n spanned many", "zoneinfo:2: expected a number of pages up to")]
    [InlineData("proc/iomem", "memory", "iomem:1: expected a line such as \"00001000-0009fbff : System RAM\", found \"memory\"")]
    [InlineData("proc/iomem", "2000-1000 : System RAM", "iomem:1: expected a line such as")]
    [InlineData("proc/iomem", "1000-ffffffffffffffff : System RAM", "iomem:1: expected memory below 2^52")]
    [InlineData("proc/cmdline", "log_buf_len=x", "cmdline: expected log_buf_len=")]
    public void Files_that_make_no_sense_are_refused(string file, string text, string message)
    {
        using var system = CapturedSystem.Of("n2-2g");
        system.Write(file, text);
        var fault = Assert.Throws<MachineInputException>(system.Read);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    // Expect a system that tells of no memory, and one that tells of no CPUs, to be refused by the file that is missed.
    [Fact]
    public void What_is_missed_is_named()
    {
        using var system = CapturedSystem.Of("n2-2g");
        system.Remove("proc");
        Assert.EndsWith("node0/meminfo: expected a file with MemTotal, found none that can be read", Assert.Throws<MachineInputException>(system.Read).Message, StringComparison.Ordinal);
        system.Write("sys/devices/system/node/node0/meminfo", "Node 0 MemTotal: 99999999999999999 kB");
        Assert.EndsWith("node0/meminfo:1: expected MemTotal in kB, less than 2P, found \"Node 0 MemTotal: 99999999999999999 kB\"", Assert.Throws<MachineInputException>(system.Read).Message, StringComparison.Ordinal);
        system.Remove("sys/devices/system/node");
        system.Write("sys/devices/system/cpu/present", "0");
        Assert.EndsWith("cpu/online: expected a file that lists the CPUs, found none that can be read", Assert.Throws<MachineInputException>(system.Read).Message, StringComparison.Ordinal);
    }

    private static string Nodes(MachineSpec machine) => string.Join("; ", machine.Nodes.Select(node => $"{node.Nid}: {string.Join(',', node.Cpus)}"));

    private static string Frames(MachineSpec machine) =>
        string.Join(' ', machine.ToMemblock().MemoryFrames().Select(memory => $"{memory.Frames.Start:x}-{memory.Frames.End:x}"));
}
