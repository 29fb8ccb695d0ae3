using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>What if the nodes had more memory, or less?</summary>
public static class MemoryPerNode
{
    private const ulong Smallest = 1UL << 20;

    private static readonly string[] FreedLateIsGone = ["what the firmware held and the kernel frees late is left out: where it would lie is not known"];

    /// <summary>
    /// The machine with so much memory on every node that has any, laid out as QEMU lays out a PC of that size, with the
    /// reservations of a typical kernel and what the machine's command line adds to them.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="size">Memory of a node, such as <c>64G</c>.</param>
    /// <param name="option">What messages call the size.</param>
    /// <exception cref="MachineInputException">The size is none, the machine is no PC, or its command line cannot be had on that memory.</exception>
    public static MachineSpec Apply(MachineSpec machine, string size, string option)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Geometry != MemoryGeometry.X86 || machine.ZoneLimits != ZoneLimits.X86)
        {
            throw new MachineInputException(option, 0, "a machine with the sections and zones of a PC", machine.Name);
        }

        int[] nids = [.. machine.Memory.Select(region => region.Nid).Distinct().Order()];
        ulong bytes = Parse(size, (InputLimits.MaxAddress >> 1) / (ulong)Math.Max(1, nids.Length), option);
        var memory = PcMemory.Lay(nids.Select(nid => KeyValuePair.Create(nid, bytes)), PcMemory.LowBytes(bytes * (ulong)nids.Length));
        var changed = machine with
        {
            Memory = memory,
            Reserved = [],
            FreedLate = [],
            CrashKernel = [],
            ReservationsIncludeCommandLine = false,
            PublishedInits = [],
            Notes =
            [
                .. machine.Notes,
                $"memory lies as on a PC of {size} a node, with the reservations of a typical kernel",
                .. machine.FreedLate.IsEmpty ? [] : FreedLateIsGone,
            ],
        };
        return TypicalMachine.Complete(changed, option);
    }

    private static ulong Parse(string size, ulong most, string option)
    {
        var scanner = new TextScanner(size);
        bool isSize = MemorySize.TryTake(ref scanner, out ulong bytes) && scanner.Rest.IsEmpty;
        return isSize && bytes is >= Smallest && bytes <= most && bytes % MemoryGeometry.PageBytes == 0
            ? bytes
            : throw new MachineInputException(
                option, 0, $"a size in whole pages from 1M to {MemorySize.Format(most & ~(MemoryGeometry.PageBytes - 1UL))}, such as 64G", PlainText.Quoted(size));
    }
}
