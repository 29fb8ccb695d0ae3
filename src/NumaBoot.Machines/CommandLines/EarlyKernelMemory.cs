using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a kernel takes for itself between <c>memblock_free_all</c> and <c>smp_init</c>, whatever its command line, on the
/// node of the CPU that boots: its first slabs, page tables, stacks and per-CPU areas. The counts are those of the recorded
/// allocation traces of Linux 6.1, which differ by less than 20 pages among machines of one node and two. Hardly any of it
/// is reclaimable, and none movable; but the first directory entries and inodes take a block of the largest order away from
/// all else.
/// </summary>
internal static class EarlyKernelMemory
{
    private const string Unmovable = "early kernel data, unmovable";
    private const string Reclaimable = "early slab, reclaimable";

    /// <summary>Up to <c>early_trace_init</c>, where CPU 0 gets its trace buffer.</summary>
    public static IEnumerable<WorkItem> BeforeTracing(MachineSpec machine) => Items(
        machine, Unmovable, MigrateType.Unmovable, [(0, 84), (1, 3), (2, 3), (3, 2), (4, 1), (7, 1)]);

    /// <summary>From there to <c>smp_init</c>.</summary>
    public static IEnumerable<WorkItem> AfterTracing(MachineSpec machine) =>
    [
        .. Items(machine, Reclaimable, MigrateType.Reclaimable, [(1, 4), (0, 1), (3, 1)]),
        .. Items(machine, Unmovable, MigrateType.Unmovable, [(0, 141), (1, 5), (2, 6), (3, 14), (4, 2), (6, 1)]),
    ];

    /// <summary>On a machine whose blocks are no kernel's there is none.</summary>
    private static IEnumerable<WorkItem> Items(MachineSpec machine, string label, MigrateType type, (int Order, long Count)[] blocks) =>
        machine.Geometry != MemoryGeometry.X86 ? [] : blocks.Select(block => new WorkItem
        {
            Cpu = machine.Cpus[0].Cpu,
            Phase = WorkPhase.EarlyBoot,
            Kind = WorkKind.Allocate,
            Order = block.Order,
            Count = block.Count,
            Type = type,
            Label = label,
        });
}
