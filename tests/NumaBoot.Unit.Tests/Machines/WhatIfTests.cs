using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Machines as they would be with more CPUs or memory, or with less.</summary>
public sealed class WhatIfTests
{
    private static readonly MachineSpec Recorded = MachineReader.Read(Fixtures.Boot("n2-cpuless"));

    // A node with CPUs 0 to 3, one without.
    // Expect the first to keep its CPUs and get four behind all, the second none; and what the new ones have for themselves,
    // 62 pages each, to be reserved on their node.
    [Fact]
    public void Cpus_are_added_behind_all_others()
    {
        var before = Recorded.Nodes.Single(node => !node.Cpus.IsEmpty);

        var machine = CpusPerNode.Apply(Recorded, before.Cpus.Length + 4, "--cpus");

        int next = Recorded.Cpus[^1].Cpu + 1;
        Assert.Equal([.. before.Cpus, next, next + 1, next + 2, next + 3], machine.Nodes.Single(node => node.Nid == before.Nid).Cpus.AsEnumerable());
        Assert.Empty(machine.Nodes.Single(node => node.Nid != before.Nid).Cpus);
        Assert.Equal(4 * 62, FreePages(Recorded, before.Nid) - FreePages(machine, before.Nid));
    }

    // Expect what is freed late to stay apart from what is reserved for CPUs that are added, and to be gone with other memory.
    [Fact]
    public void What_is_freed_late_stays_apart()
    {
        var late = new MemblockRegion(1UL << 30, 2UL << 30);
        var machine = BuiltInMachines.TwoSocket with { FreedLate = [late] };

        var more = CpusPerNode.Apply(machine, 16, "--cpus");

        Assert.Equal(late, Assert.Single(more.FreedLate));
        Assert.DoesNotContain(more.Reserved, region => region.Start < late.End && late.Start < region.End);
        Assert.Empty(MemoryPerNode.Apply(machine, "8G", "--memory").FreedLate);
    }

    // Expect each node to keep its first CPUs, work of the others to be gone and a note to say so.
    [Fact]
    public void Cpus_that_are_gone_do_nothing()
    {
        var machine = CpusPerNode.Apply(BuiltInMachines.TwoSocket, 2, "--cpus");

        Assert.Equal([0, 1, 8, 9], machine.Cpus.Select(place => place.Cpu));
        Assert.All(machine.OwnWorkload!.Items, item => Assert.Contains(item.Cpu, new[] { 0, 1, 8, 9 }));
        Assert.Equal(
            BuiltInMachines.TwoSocket.OwnWorkload!.Items.Count(item => item.Cpu is 0 or 1 or 8 or 9), machine.OwnWorkload!.Items.Length);
        Assert.Equal("work of CPUs that are gone is left out", Assert.Single(machine.Notes));
        machine.OwnWorkload.Check(machine);
    }

    // Fake nodes list every CPU.
    // Expect them to be refused, and numbers that no machine can have.
    [Fact]
    public void Cpus_that_cannot_be_had_are_refused()
    {
        var shared = Assert.Throws<MachineInputException>(() => CpusPerNode.Apply(MachineReader.Read(Fixtures.Boot("n1-fake4")), 2, "--cpus"));
        var none = Assert.Throws<MachineInputException>(() => CpusPerNode.Apply(Recorded, 0, "--cpus"));

        Assert.Equal("--cpus: expected a machine each of whose CPUs is on one node, found n1-fake4, whose nodes share CPUs", shared.Message);
        Assert.Equal($"--cpus: expected a number of CPUs from 1 to {InputLimits.MaxCpus}, found 0", none.Message);
    }

    // The highest number that a CPU can have is taken.
    // Expect no CPU to be numbered behind it.
    [Fact]
    public void There_is_no_number_behind_the_last()
    {
        var machine = Recorded with { Nodes = [.. Recorded.Nodes.Select(node => node.Cpus.IsEmpty ? node : node with { Cpus = [0, InputLimits.MaxCpus - 1] })] };

        var refused = Assert.Throws<MachineInputException>(() => CpusPerNode.Apply(machine, 3, "--cpus"));

        Assert.StartsWith($"--cpus: expected CPU numbers below {InputLimits.MaxCpus}, behind those of n2-cpuless, found ", refused.Message, StringComparison.Ordinal);
    }

    // Expect every node with memory to have 8 GiB, all but what is no memory on a PC, and the machine to have a typical
    // kernel's reservations.
    [Theory]
    [InlineData("n8-8g", 8)]
    [InlineData("n3-memoryless", 2)]
    public void Memory_is_that_of_a_pc(string boot, int nodes)
    {
        var machine = MemoryPerNode.Apply(MachineReader.Read(Fixtures.Boot(boot)), "8G", "--memory");

        const ulong notOnAPc = 0x1000 + (0x100000 - 0x9f000) + (128 << 10);
        var bytes = machine.Memory.GroupBy(region => region.Nid).Select(node => node.Aggregate(0UL, (sum, region) => sum + region.End - region.Start)).ToList();
        Assert.Equal(nodes, bytes.Count);
        Assert.Equal((8UL << 30) - notOnAPc, bytes[0]);
        Assert.All(bytes.Skip(1), node => Assert.Equal(8UL << 30, node));
        Assert.Equal(MemoryPerNode.Apply(machine, "8G", "--memory").Reserved.AsEnumerable(), machine.Reserved);
        Assert.Empty(machine.PublishedInits);
        Assert.Equal("memory lies as on a PC of 8G a node, with the reservations of a typical kernel", machine.Notes[^1]);
        BootableCheck.Require(machine);
    }

    // The command line of the recorded boot takes a crash kernel.
    // Expect the machine with other memory to hold one back, too.
    [Fact]
    public void What_the_command_line_reserves_is_reserved_again()
    {
        var before = MachineReader.Read(Fixtures.Boot("n1-crash-4g"));

        var machine = MemoryPerNode.Apply(before, "16G", "--memory");

        Assert.True(machine.ReservationsIncludeCommandLine);
        Assert.Equal(
            before.CrashKernel.Aggregate(0UL, (sum, region) => sum + region.End - region.Start),
            machine.CrashKernel.Aggregate(0UL, (sum, region) => sum + region.End - region.Start));
    }

    // Expect sizes that are none or too large, and machines that are no PC, to be refused in a line.
    [Theory]
    [InlineData("n8-8g", "much", "--memory: expected a size in whole pages from 1M to ")]
    [InlineData("n8-8g", "5P", "--memory: expected a size in whole pages from 1M to ")]
    [InlineData("n8-8g", "1000001", "--memory: expected a size in whole pages from 1M to ")]
    [InlineData("n8-8g", "4K", "--memory: expected a size in whole pages from 1M to ")]
    [InlineData("tiny", "4G", "--memory: expected a machine with the sections and zones of a PC, found tiny")]
    public void Memory_that_cannot_be_had_is_refused(string boot, string size, string complaint)
    {
        var machine = boot == "tiny" ? BuiltInMachines.Tiny : MachineReader.Read(Fixtures.Boot(boot));

        var refused = Assert.Throws<MachineInputException>(() => MemoryPerNode.Apply(machine, size, "--memory"));

        Assert.StartsWith(complaint, refused.Message, StringComparison.Ordinal);
    }

    private static long FreePages(MachineSpec machine, int nid) => machine.ToMemblock().FreeFrames(nid).Sum(frames => frames.Pages);
}
