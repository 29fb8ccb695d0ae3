using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// The machines on which broken orders are searched for. Nothing on them happens but what the search is about: a
/// section is one block of the maximum order, and section 0 of every node is gone before the CPUs come up, so that the
/// first request has to grow.
/// </summary>
internal static class TinyMachines
{
    /// <summary>The name of the one.</summary>
    public const string TinyName = "tiny";

    /// <summary>The name of the other.</summary>
    public const string Tiny2Name = "tiny2";

    private const int MaxOrder = 3;
    private const int SectionsPerNode = 4;

    private static readonly MemoryGeometry Geometry = new(MaxOrder, SectionPages: 1 << MaxOrder, PageblockOrder: MaxOrder);

    /// <summary>One node, two CPUs: CPU 0 takes two sections one after the other, CPU 1 takes one.</summary>
    public static MachineSpec Tiny() =>
        Machine(TinyName, [new NodeSpec(0, [0, 1])], [TakenEarly(0), Section(0), Section(0), Section(1)]);

    /// <summary>Two nodes with one CPU each: each CPU takes one section, of its own node first.</summary>
    public static MachineSpec Tiny2() =>
        Machine(Tiny2Name, [new NodeSpec(0, [0]), new NodeSpec(1, [1])], [TakenEarly(0), TakenEarly(1), Section(0), Section(1)]);

    private static MachineSpec Machine(string name, ImmutableArray<NodeSpec> nodes, ImmutableArray<WorkItem> items) => new()
    {
        Name = name,
        Geometry = Geometry,
        ZoneLimits = ZoneLimits.NormalOnly,
        Nodes = nodes,
        Memory = [.. nodes.Select(node => MemoryOf(node.Nid))],
        Distances = NodeDistances.Uniform,
        ReservationsIncludeCommandLine = true,
        MinFreeKiB = 0,
        HasPageLists = false,
        RaisesMinFree = false,
        OwnWorkload = new Workload(items),
    };

    private static MemblockRegion MemoryOf(int nid)
    {
        ulong bytes = (ulong)(SectionsPerNode * Geometry.SectionPages) * MemoryGeometry.PageBytes;
        return new MemblockRegion((ulong)nid * bytes, (ulong)(nid + 1) * bytes, nid);
    }

    private static WorkItem TakenEarly(int nid) => new()
    {
        Cpu = 0,
        Phase = WorkPhase.EarlyBoot,
        Kind = WorkKind.Allocate,
        Order = MaxOrder,
        Nid = nid,
        UsesPageList = false,
        Label = "section 0",
    };

    private static WorkItem Section(int cpu) => new()
    {
        Cpu = cpu,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Order = MaxOrder,
        Need = WorkNeed.Optional,
        UsesPageList = false,
        Label = "a section",
    };
}
