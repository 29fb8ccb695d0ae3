
namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from the arguments of <c>qemu-system-x86_64</c>: memory, CPUs, nodes, distances, and the kernel
/// command line. Memory lies as <see cref="PcMemory"/> says. The reservations are typical ones, with what the command line
/// costs.
/// </summary>
public static class QemuReader
{
    private const ulong DefaultMemoryBytes = 128UL << 20;
    private const ulong RamAlign = 8 << 10;
    private const ulong LowMiB = 1UL << 20;

    /// <summary>The machine of a command or of its arguments.</summary>
    /// <param name="name">What reports call the machine.</param>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The arguments, quoted as for a shell.</param>
    /// <exception cref="MachineInputException">They describe no machine.</exception>
    public static MachineSpec Read(string name, string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return Read(name, reader);
    }

    /// <summary>The machine of arguments that are being read.</summary>
    internal static MachineSpec Read(string name, InputReader reader)
    {
        var arguments = QemuArguments.Read(reader);
        ulong bytes = MemoryBytes(arguments);
        var numa = new QemuNuma(arguments, bytes, new QemuTopology(arguments));
        return TypicalMachine.Complete(
            new MachineSpec
            {
                Name = name,
                Nodes = numa.Nodes,
                Memory = PcMemory.Lay(numa.Bytes, LowBytes(arguments, bytes)),
                Distances = numa.Distances,
                CommandLine = arguments.CommandLine,
                CommandLinePlace = arguments.CommandLinePlace,
            },
            reader.File);
    }

    private static ulong MemoryBytes(QemuArguments arguments)
    {
        if (arguments.Last("-m") is not { } option)
        {
            return DefaultMemoryBytes;
        }

        string size = option.Head ?? option.Last("size") ?? throw option.Unexpected("-m with a size", "none");

        // softmmu/vl.c: set_memory_options rounds up to 8 KiB.
        ulong bytes = (option.Size(size, unitBytes: 1 << 20) + RamAlign - 1) & ~(RamAlign - 1);
        return bytes >= LowMiB << 4 ? bytes : throw option.Unexpected("-m of 16M or more", size);
    }

    /// <summary>How much memory lies below 4 GiB; the rest begins there.</summary>
    private static ulong LowBytes(QemuArguments arguments, ulong bytes)
    {
        var option = arguments.Of("-machine").LastOrDefault(option => (option.Head ?? option.Last("type")) is not null);
        string type = option?.Head ?? option?.Last("type") ?? "pc";
        bool q35 = type.Contains("q35", StringComparison.Ordinal);
        if (!q35 && type != "pc" && !type.StartsWith("pc-i440fx", StringComparison.Ordinal))
        {
            throw option!.Unexpected("-machine pc or q35", type);
        }

        return q35 ? PcMemory.LowBytesOfQ35(bytes) : PcMemory.LowBytes(bytes);
    }
}
