using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Situations;

/// <summary>
/// Two nodes of six sections and two CPUs each, with page lists, a hole, an image to release and memory to free late, whose CPUs allocate,
/// compute and give back, until one of them perhaps cannot go on: a boot in which nearly everything happens.
/// </summary>
internal static class BusyMachine
{
    private const ulong Page = MemoryGeometry.PageBytes;

    public static MachineSpec Create() => new()
    {
        Name = "busy",
        Geometry = new MemoryGeometry(MaxOrder: 3, SectionPages: 8, PageblockOrder: 3),
        ZoneLimits = ZoneLimits.NormalOnly,
        Nodes = [new NodeSpec(0, [0, 1]), new NodeSpec(1, [2, 3])],
        Memory = [new MemblockRegion(0, 48 * Page, 0), new MemblockRegion(48 * Page, 96 * Page, 1)],
        Reserved = [new MemblockRegion(0, 4 * Page), new MemblockRegion(70 * Page, 75 * Page)],
        FreedLate = [new MemblockRegion(18 * Page, 20 * Page), new MemblockRegion(92 * Page, 94 * Page)],
        KernelImage = new PfnRange(0, 4),
        SmpAlternativesPages = 2,
        Distances = NodeDistances.Uniform,
        ReservationsIncludeCommandLine = true,
        OwnWorkload = new Workload([.. Items()]),
    };

    private static IEnumerable<WorkItem> Items()
    {
        yield return Item(0, WorkPhase.EarlyBoot, order: 0, count: 3) with { Interleaved = true };
        yield return Item(0, WorkPhase.EarlyBoot) with { Kind = WorkKind.Compute, DurationNs = 50 };
        yield return Item(0, WorkPhase.SmpInit, order: 2, count: 2) with { Nid = 1, Label = "returned" };
        yield return Item(0, WorkPhase.SmpInit) with { Kind = WorkKind.Free, Label = "returned" };
        for (int cpu = 0; cpu < 4; cpu++)
        {
            yield return Item(cpu, WorkPhase.Running, order: 3, count: 2) with { Label = "returned" };
            yield return Item(cpu, WorkPhase.Running, order: 0, count: 5);
            yield return Item(cpu, WorkPhase.Running) with { Kind = WorkKind.Compute, DurationNs = 100 };
            yield return Item(cpu, WorkPhase.Running) with { Kind = WorkKind.Free, Label = "returned" };
            yield return Item(cpu, WorkPhase.Running, order: 2, count: 3) with { Nid = 1 };
            yield return Item(cpu, WorkPhase.Running, order: 3) with { Need = cpu == 3 ? WorkNeed.Required : WorkNeed.Atomic };
        }
    }

    private static WorkItem Item(int cpu, WorkPhase phase, int order = 0, long count = 1) => new()
    {
        Cpu = cpu,
        Phase = phase,
        Kind = WorkKind.Allocate,
        Order = order,
        Count = count,
        Need = WorkNeed.Optional,
        Label = "kept",
    };
}
