using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class QemuTests
{
    /// <summary>The firmware's tables below the gap vary by some pages.</summary>
    private const long FirmwareSlackPages = 4;

    public static TheoryData<string> AllBoots => Boots.All;

    //   node 0 |r|------| ... | low end |tables|   gap   |4G ------ the rest of node 0 ------|------ node 1 ------|
    // Expect QEMU's arguments to give the memory of every node that the kernel then found, but for the firmware's tables.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Memory_lies_where_the_kernel_found_it(string boot)
    {
        var machine = Read(boot);
        var booted = Boots.Spec(boot);
        if (boot is "n1-fake4" or "n2-hole")
        {
            // Fake nodes, left out when these arguments are read here, and holes are the kernel's doing; the memory is the same.
            Assert.InRange(Math.Abs(Pages(machine, -1) - Pages(booted, -1)), 0, FirmwareSlackPages);
            return;
        }

        Assert.Equal(booted.Memory.Length, machine.Memory.Length);
        foreach (var (told, found) in machine.Memory.Zip(booted.Memory))
        {
            Assert.Equal((found.Nid, found.Start), (told.Nid, told.Start));
            Assert.InRange(Math.Abs((long)(told.End - found.End)) / MemoryGeometry.PageBytes, 0, FirmwareSlackPages);
        }
    }

    // Expect CPUs and distances as the kernel found them.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Cpus_and_distances_are_the_kernels(string boot)
    {
        var machine = Read(boot);
        var booted = Boots.Spec(boot);
        if (boot == "n1-fake4")
        {
            Assert.Equal([0, 1, 2, 3], Assert.Single(machine.Nodes).Cpus.AsEnumerable());
            return;
        }

        Assert.Equal(booted.Nodes.Select(node => node.Nid), machine.Nodes.Select(node => node.Nid));
        Assert.All(booted.Nodes.Zip(machine.Nodes), pair => Assert.Equal(pair.First.Cpus.AsEnumerable(), pair.Second.Cpus.AsEnumerable()));
        Assert.All(booted.Nodes, from => Assert.All(booted.Nodes, to =>
            Assert.Equal(booted.Distances.Between(from.Nid, to.Nid), machine.Distances.Between(from.Nid, to.Nid))));
    }

    // Expect the typical reservations, with what the command line costs, to meet the real ones within 16 MiB.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Reservations_are_near_the_truth(string boot)
    {
        var machine = Read(boot);
        long difference = Boots.ReservedBytes(machine) - Boots.ReservedBytes(Boots.Spec(boot));
        Assert.InRange(Math.Abs(difference) >> 20, 0, 16);
    }

    // Expect the command line behind -append.
    [Fact]
    public void The_command_line_is_read() =>
        Assert.Contains("trace_buf_size=150M", Read("n4-tracebuf").CommandLine, StringComparison.Ordinal);

    // Expect each way to write a size, CPUs, quotation and nodes.
    [Theory]
    [InlineData("-m 2048 -smp 2", 1, 2, 2048)]
    [InlineData("-m size=2G,slots=4,maxmem=8G -smp sockets=2,cores=2,threads=2", 1, 8, 2048)]
    [InlineData("-M q35 -m 1G -smp cpus=3,maxcpus=8", 1, 3, 1024)]
    [InlineData("qemu-system-x86_64 \\\n  -m 1G \\\n  --smp 2 -append 'a b' -numa node,mem=512 -numa node,mem=512M", 2, 2, 1024)]
    [InlineData("# a comment\n-smp 2 -m \"1G\" -object memory-backend-file,id=a,mem-path=/x,,y,size=1G -numa node,memdev=a", 1, 2, 1024)]
    [InlineData("-smp 1", 1, 1, 128)]
    [InlineData("-m 1.5G", 1, 1, 1536)]
    [InlineData("-m 1024.5", 1, 1, 1024)]
    [InlineData("-m 2.5G -smp 2 -numa node,mem=1.25G -numa node,mem=1.25G", 2, 2, 2560)]
    [InlineData("-m 1G -smp 4,sockets=2,cores=2 -numa node,nodeid=0,mem=1G -numa node,nodeid=1 -numa cpu,node-id=1,socket-id=1 -numa cpu,node-id=0,socket-id=0", 2, 4, 1024)]
    public void Arguments_come_in_many_shapes(string arguments, int nodes, int cpus, long mebibytes)
    {
        var machine = MachineReader.FromQemu(arguments);
        Assert.Equal(nodes, machine.Nodes.Length);
        Assert.Equal(cpus, machine.Cpus.Length);
        Assert.InRange(Pages(machine, -1), (mebibytes << 8) - 256, mebibytes << 8);
    }

    // Expect -numa cpu to pick CPUs by socket, and CPUs that nobody places to follow their sockets.
    [Fact]
    public void Cpus_go_by_socket()
    {
        var picked = MachineReader.FromQemu("-m 1G -smp 4,sockets=2,cores=2 -numa node,mem=1G -numa node -numa cpu,node-id=1,socket-id=0 -numa cpu,node-id=0,socket-id=1");
        Assert.Equal([2, 3], picked.Nodes[0].Cpus.AsEnumerable());
        var left = MachineReader.FromQemu("-m 1G -smp 4,sockets=2 -numa node,mem=1G -numa node");
        Assert.Equal([0, 1], left.Nodes[0].Cpus.AsEnumerable());
        Assert.Equal([2, 3], left.Nodes[1].Cpus.AsEnumerable());
    }

    //   pc:  |-- 3.5 GiB or more: 3 GiB --|  gap  |4G -- the rest --|      q35: |-- 2.75 GiB or more: 2 GiB --|  gap  |4G -- the rest --|
    // Expect memory to be split where the board splits it, and only from there on.
    [Theory]
    [InlineData("-M q35 -m 2815M", 2815, 0)]
    [InlineData("-M q35 -m 2816M", 2048, 768)]
    [InlineData("-M q35 -m 4G", 2048, 2048)]
    [InlineData("-M pc -m 3583M", 3583, 0)]
    [InlineData("-M pc -m 3584M", 3072, 512)]
    public void The_board_splits_memory(string arguments, long low, long high)
    {
        const long firmwarePages = 32;
        var machine = MachineReader.FromQemu(arguments);
        Assert.Equal((low << 8) - firmwarePages, machine.Memory.Last(region => region.End <= 1UL << 32).Frames.End);
        Assert.Equal(high << 8, machine.Memory.Where(region => region.Start >= 1UL << 32).Sum(region => region.Frames.Pages));
    }

    // Expect one line that says what is wrong, with the line of a file.
    [Theory]
    [InlineData("-m lots", "a size up to 4P such as 4G", 1)]
    [InlineData("-smp 2\n-m", "a value behind -m", 2)]
    [InlineData("-m 1G -numa node,memdev=x", "the id of a memory backend", 1)]
    [InlineData("-m 1G -numa node,mem=2G", "adds up to -m 1G", 0)]
    [InlineData("-m 1G -smp 2 -numa node,mem=1G,cpus=0-7", "cpus= with a number below 2", 1)]
    [InlineData("-m 1G -smp 2 -numa node,mem=1G,cpus=1-0", "ascends", 1)]
    [InlineData("-m 1G -smp 2 -numa node,mem=1G,cpus=0 -numa node,cpus=0", "each CPU on one node", 1)]
    [InlineData("-m 1G -numa node,mem=1G -numa node,nodeid=0", "each node once", 1)]
    [InlineData("-m 1G -numa node,nodeid=99999,mem=1G", "nodeid= with a number below", 1)]
    [InlineData("-m 1G -numa node,mem=1G -numa dist,src=0,dst=3,val=20", "nodes that were described before", 1)]
    [InlineData("-m 1G -smp 0", "multiply to its CPUs", 1)]
    [InlineData("-m 1G -smp 4,sockets=4,cores=4", "multiply to its CPUs", 1)]
    [InlineData("-machine virt -m 1G", "-machine pc or q35", 1)]
    [InlineData("-m 8E", "a size up to 4P such as 4G", 1)]
    [InlineData("-m '1G", "a closing '", 1)]
    [InlineData("-display none", "QEMU's arguments", 0)]
    [InlineData("-m 1G -append 'crashkernel=x'", "--qemu:1: expected crashkernel=", 0)]
    [InlineData("-m 1G\n-append 'quiet numa=fake=4'", "--qemu:2: expected numa= with \"off\"", 0)]
    [InlineData("-m 2.5X", "a size up to 4P such as 4G", 1)]
    [InlineData("-m 1e9", "a size up to 4P such as 4G", 1)]
    [InlineData("-m .5.5G", "a size up to 4P such as 4G", 1)]
    [InlineData("-m 2.", "a size up to 4P such as 4G", 1)]
    [InlineData("-m 2.5B", "a size up to 4P such as 4G", 1)]
    public void Mistakes_are_told_in_one_line(string arguments, string expected, int line)
    {
        var fault = Assert.Throws<MachineInputException>(() => MachineReader.FromQemu(arguments));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static MachineSpec Read(string boot) => MachineReader.FromQemu(Fixtures.Read(boot, "qemu-args.txt").Replace("numa=fake=4", "", StringComparison.Ordinal));

    private static long Pages(MachineSpec machine, int nid) =>
        machine.Memory.Where(region => nid < 0 || region.Nid == nid).Sum(region => region.Frames.Pages);
}
