using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>
/// <c>crashkernel=</c> as Linux 6.1 has it (<c>reserve_crashkernel</c>), on a machine with 2 GiB below 4 GiB and 8 above.
/// </summary>
public sealed class CrashKernelTests
{
    //   1M ---- free ---- 2G      4G -------- free -------- 12G
    //         [  low part ]                     [ high part ]
    // Expect each form to take just these places, in MiB: from, size, from, size.
    [Theory]
    [InlineData("crashkernel=1G", 1024, 1024)]
    [InlineData("crashkernel=3G", 1792, 256, 9216, 3072)]
    [InlineData("crashkernel=3G crashkernel=512M,low", 1536, 512, 9216, 3072)]
    [InlineData("crashkernel=3G crashkernel=0,low", 9216, 3072)]
    [InlineData("crashkernel=3G crashkernel=8G,low")]
    [InlineData("crashkernel=64M,high", 1792, 256, 12224, 64)]
    [InlineData("crashkernel=1G,high crashkernel=128M,low", 1920, 128, 11264, 1024)]
    [InlineData("crashkernel=1G,high crashkernel=0,low", 11264, 1024)]
    [InlineData("crashkernel=1G,high crashkernel=2G,low")]
    [InlineData("crashkernel=1G,high crashkernel=64M", 1984, 64)]
    [InlineData("crashkernel=1G,high crashkernel=100G-:64M", 1792, 256, 11264, 1024)]
    [InlineData("crashkernel=100G")]
    [InlineData("crashkernel=128M,low")]
    [InlineData("crashkernel=0,high")]
    [InlineData("crashkernel=100M", 1936, 100)]
    [InlineData("crashkernel=256M@0", 1792, 256)]
    [InlineData("crashkernel=256M@1G", 1024, 256)]
    [InlineData("crashkernel=256M@5G", 1792, 256, 5120, 256)]
    [InlineData("crashkernel=256M@3G")]
    [InlineData("crashkernel=256M@1920M")]
    [InlineData("crashkernel=256M@0x40080000")]
    [InlineData("crashkernel=10G-:1G@1G")]
    public void A_crash_kernel_lies_where_the_kernel_puts_it(string commandLine, params int[] mebibytes)
    {
        var plain = SmallMachine.Of(new(SmallMachine.MiB, 2 * SmallMachine.GiB, 0), new(4 * SmallMachine.GiB, 12 * SmallMachine.GiB, 0));
        var expected = mebibytes.Chunk(2).Select(part => new MemblockRegion((ulong)part[0] << 20, (ulong)(part[0] + part[1]) << 20)).ToList();

        var machine = CommandLineMemory.Apply(plain, commandLine);

        Assert.Equal(expected, machine.CrashKernel.AsEnumerable());
        Assert.Equal(expected, machine.Reserved.AsEnumerable());
    }

    // Expect a crash kernel that only fits above 4 GiB to be given back where its low part finds no room, and not to be tried for where its place is taken.
    [Theory]
    [InlineData("crashkernel=3G")]
    [InlineData("crashkernel=1G,high")]
    [InlineData("crashkernel=64M@1G")]
    public void Without_low_memory_there_is_no_crash_kernel(string commandLine)
    {
        var low = new MemblockRegion(SmallMachine.MiB, 2 * SmallMachine.GiB, 0);
        var plain = SmallMachine.Of(low, new(4 * SmallMachine.GiB, 12 * SmallMachine.GiB, 0)) with { Reserved = [low with { Nid = MemblockRegion.NoNode }] };

        var machine = CommandLineMemory.Apply(plain, commandLine);

        Assert.Empty(machine.CrashKernel);
        Assert.Equal(plain.Reserved.AsEnumerable(), machine.Reserved.AsEnumerable());
    }

    // Expect a range of memory sizes to hold its lower bound and not its upper one, on exactly 2 GiB.
    [Theory]
    [InlineData("1G-2G:64M,2G-:32M", 32)]
    [InlineData("2G-4G:64M", 64)]
    [InlineData("1G-2G:64M", 0)]
    [InlineData("2047M-2049M:96M,1G-8G:32M", 96)]
    [InlineData("2049M-:64M", 0)]
    public void Ranges_hold_their_lower_bound_only(string value, long mebibytes)
    {
        var plain = SmallMachine.Of(new MemblockRegion(SmallMachine.MiB, (2 * SmallMachine.GiB) + SmallMachine.MiB, 0));
        Assert.Equal(mebibytes << 20, (long)SmallMachine.ReservedOn(CommandLineMemory.Apply(plain, "crashkernel=" + value), 0));
    }

    // Expect what is at 16 MiB to be as good as any, and what is below to be left alone.
    [Theory]
    [InlineData(24, "8M", 16)]
    [InlineData(31, "16M", 0)]
    [InlineData(32, "16M", 16)]
    public void The_lowest_place_is_at_16_mebibytes(int memoryMebibytes, string value, int startMebibytes)
    {
        var plain = SmallMachine.Of(new MemblockRegion(0, (ulong)memoryMebibytes << 20, 0));
        var kept = CommandLineMemory.Apply(plain, "crashkernel=" + value).CrashKernel;
        Assert.Equal(startMebibytes == 0 ? [] : new[] { (ulong)startMebibytes << 20 }, kept.Select(region => region.Start));
    }
}
