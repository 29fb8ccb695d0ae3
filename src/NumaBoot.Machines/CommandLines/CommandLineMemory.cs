using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a kernel command line does to memory and to memblock before the zones get it, and to a workload that the machine
/// brings along: <c>mem=</c>, <c>memmap=</c>,
/// <c>numa=off</c>, <c>crashkernel=</c>, gigantic <c>hugepages=</c>, <c>log_buf_len=</c>, and the hash tables that are
/// not spread over nodes. What such a parameter takes lies where memblock would find room now, which need not be where
/// the kernel, which asks earlier, would find it. A parameter that asks for less than before gives nothing back, but for
/// a crash kernel whose place is known.
/// </summary>
public static class CommandLineMemory
{
    /// <summary>
    /// The machine as it would be with <paramref name="extra"/> behind its own command line. Where its reservations
    /// hold the own command line already, only what <paramref name="extra"/> changes is applied.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="extra">More parameters; they count before the machine's own.</param>
    /// <param name="file">What messages call <paramref name="extra"/>.</param>
    /// <exception cref="MachineInputException">A value cannot be understood, or cannot be had on this machine.</exception>
    public static MachineSpec Apply(MachineSpec machine, string extra = "", string file = "--cmdline")
    {
        var own = KernelCommandLine.Parse(machine.CommandLine, machine.CommandLinePlace);
        var more = KernelCommandLine.Parse(extra, file);
        var change = new CommandLineChange(machine.ReservationsIncludeCommandLine ? own : KernelCommandLine.Parse(""), own.With(more));
        var held = machine.ReservationsIncludeCommandLine ? HashTables.Of(machine, own) : [];
        machine = NumaOffParameter.Apply(MemoryParameters.Apply(machine, change), change);
        machine = Reserve(machine, change, held);
        return machine with
        {
            CommandLine = change.After.ToString(),
            OwnWorkload = CommandLineWorkload.AddChanges(machine, own, change.After),
            Notes = [.. machine.Notes, .. CommandLineNotes.Of(more, change.After)],
        };
    }

    /// <summary>The machine with its memory as it is and what its own command line reserves.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="hasCrashKernel">Whether its reservations hold the crash kernel already.</param>
    internal static MachineSpec ApplyReservations(MachineSpec machine, bool hasCrashKernel)
    {
        var change = OwnChange(machine);
        return Reserve(machine, hasCrashKernel ? change with { Before = change.After.Only("crashkernel") } : change, []);
    }

    private static MachineSpec Reserve(MachineSpec machine, CommandLineChange change, ImmutableArray<HashTable> held)
    {
        var map = machine.ToMemblock();
        var crashKernel = CrashKernelParameter.Apply(map, machine.CrashKernel, change);
        bool hasLogBuffer = LogBuffer.Reserve(map, change);
        GiganticPages.Reserve(map, machine, change);
        ReserveHashes(map, held, HashTables.Of(machine, change.After));
        return machine with
        {
            Reserved = machine.ReservedForGood(map),
            CrashKernel = crashKernel,
            ReservationsIncludeCommandLine = true,
            Notes = [.. machine.Notes, .. hasLogBuffer ? [] : LogBuffer.NotHad],
        };
    }

    /// <summary>The machine with only its memory and nodes as its own command line wants them.</summary>
    internal static MachineSpec ApplyToMemory(MachineSpec machine)
    {
        var change = OwnChange(machine);
        return NumaOffParameter.Apply(MemoryParameters.Apply(machine, change), change);
    }

    private static CommandLineChange OwnChange(MachineSpec machine) =>
        new(KernelCommandLine.Parse(""), KernelCommandLine.Parse(machine.CommandLine, machine.CommandLinePlace));

    /// <summary>A table that cannot be had is halved until it can (<c>mm/page_alloc.c: alloc_large_system_hash</c>).</summary>
    private static void ReserveHashes(MemblockMap map, ImmutableArray<HashTable> held, ImmutableArray<HashTable> tables)
    {
        for (int at = 0; at < tables.Length; at++)
        {
            long more = MemblockBytes(tables[at]) - (held.IsEmpty ? 0 : MemblockBytes(held[at]));
            while (more > 0 && MemblockAllocation.TakeTopDown(map, (ulong)more, MemoryGeometry.PageBytes) is null)
            {
                more = more > MemoryGeometry.PageBytes ? more / 2 : 0;
            }
        }

        static long MemblockBytes(HashTable table) => table.Placement == HashPlacement.Memblock ? table.Bytes : 0;
    }
}
