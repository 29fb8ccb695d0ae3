using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Gigantic pages as Linux 6.1 takes them (<c>mm/hugetlb.c</c>), on nodes with room for 4 and 8 of them.</summary>
public sealed class HugePagesTests
{
    //   node 0: 4G |GGGG| 8G      node 1: 8G |GGGGGGGG| 16G
    // Expect what the kernel ignores to be ignored, the first of several counts to stay, and what a node has no room for to be taken elsewhere.
    [Theory]
    [InlineData("hugepagesz=1G hugepages=3", 2, 1)]
    [InlineData("hugepagesz=1G hugepages=2 hugepages=4", 1, 1)]
    [InlineData("hugepagesz=1G hugepages=2 hugepagesz=2M hugepages=100 hugepagesz=1G hugepages=5", 1, 1)]
    [InlineData("hugepagesz=512M hugepages=4", 0, 0)]
    [InlineData("hugepagesz=4G hugepages=1 hugepagesz=1G hugepages=1", 1, 0)]
    [InlineData("hugepagesz=1G hugepagesz=512M hugepages=6 hugepages=2", 1, 1)]
    [InlineData("default_hugepagesz=4G hugepages=1", 0, 0)]
    [InlineData("hugepages=3 default_hugepagesz=1G", 2, 1)]
    [InlineData("default_hugepagesz=1G hugepagesz=1G hugepages=1", 1, 0)]
    [InlineData("default_hugepagesz=1G hugepages=1 hugepagesz=1G hugepages=4", 1, 0)]
    [InlineData("default_hugepagesz=1G default_hugepagesz=2M hugepages=1 hugepages=2", 1, 1)]
    [InlineData("hugepages=100", 0, 0)]
    [InlineData("hugepagesz=1G hugepages=1:3", 0, 3)]
    [InlineData("hugepagesz=1G hugepages=0:1,9:2", 0, 0)]
    [InlineData("hugepagesz=1G hugepages=0:6", 4, 2)]
    [InlineData("hugepagesz=1G hugepages=1:9", 1, 8)]
    [InlineData("hugepagesz=1G hugepages=10", 4, 6)]
    [InlineData("hugepagesz=1G hugepages=99", 4, 8)]
    public void Gigantic_pages_are_taken_as_the_kernel_takes_them(string commandLine, int first, int second)
    {
        var plain = SmallMachine.Of(new(4 * SmallMachine.GiB, 8 * SmallMachine.GiB, 0), new(8 * SmallMachine.GiB, 16 * SmallMachine.GiB, 1));

        var machine = CommandLineMemory.Apply(plain, commandLine);

        Assert.Equal(((ulong)first, (ulong)second), (SmallMachine.ReservedOn(machine, 0) / SmallMachine.GiB, SmallMachine.ReservedOn(machine, 1) / SmallMachine.GiB));
        Assert.All(machine.Reserved, region => Assert.Equal(0UL, (region.Start | region.End) % SmallMachine.GiB));
    }

    //   0 |r  |GGG|  | 2.5G
    // Expect pages to be aligned to their size at both ends, and none at address 0.
    [Fact]
    public void Gigantic_pages_are_aligned()
    {
        var plain = SmallMachine.Of(new MemblockRegion(0, 5 * SmallMachine.GiB / 2, 0));
        var region = Assert.Single(CommandLineMemory.Apply(plain, "hugepagesz=1G hugepages=9").Reserved);
        Assert.Equal((SmallMachine.GiB, 2 * SmallMachine.GiB), (region.Start, region.End));
    }
}
