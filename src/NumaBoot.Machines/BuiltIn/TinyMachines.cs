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

    /// <summary>Pages of a section.</summary>
    public const long SectionPages = 1 << MaxOrder;

    private const int MaxOrder = 3;
    private const long NodePages = 4 * SectionPages;

    private static readonly MemoryGeometry Geometry = new(MaxOrder, SectionPages, PageblockOrder: MaxOrder);

    /// <summary>One node, two CPUs: CPU 0 takes two sections one after the other, CPU 1 takes one.</summary>
    public static MachineSpec Tiny() =>
        Machine(TinyName, [new NodeSpec(0, [0, 1])], NodePages, [TakenEarly(0), Section(0), Section(0), Section(1)]);

    /// <summary>Two nodes with one CPU each: each CPU takes one section, of its own node first.</summary>
    public static MachineSpec Tiny2() =>
        Machine(Tiny2Name, [new NodeSpec(0, [0]), new NodeSpec(1, [1])], NodePages, [TakenEarly(0), TakenEarly(1), Section(0), Section(1)]);

    /// <summary>A machine of its kind.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="nodes">Its nodes and CPUs.</param>
    /// <param name="pages">Pages of each node, up to four sections.</param>
    /// <param name="items">What its CPUs do.</param>
    public static MachineSpec Machine(string name, ImmutableArray<NodeSpec> nodes, long pages, ImmutableArray<WorkItem> items) => new()
    {
        Name = name,
        Geometry = Geometry,
        ZoneLimits = ZoneLimits.NormalOnly,
        Nodes = nodes,
        Memory = [.. nodes.Select(node => MemoryOf(node.Nid, pages))],
        Distances = NodeDistances.Uniform,
        ReservationsIncludeCommandLine = true,
        MinFreeKiB = 0,
        HasPageLists = false,
        RaisesMinFree = false,
        OwnWorkload = new Workload(items),
    };

    private static MemblockRegion MemoryOf(int nid, long pages)
    {
        ulong start = (ulong)(nid * NodePages) * MemoryGeometry.PageBytes;
        return new MemblockRegion(start, start + ((ulong)pages * MemoryGeometry.PageBytes), nid);
    }

    /// <summary>Section 0 of a node goes before the CPUs come up.</summary>
    public static WorkItem TakenEarly(int nid) => new()
    {
        Cpu = 0,
        Phase = WorkPhase.EarlyBoot,
        Kind = WorkKind.Allocate,
        Order = MaxOrder,
        Nid = nid,
        UsesPageList = false,
        Label = "section 0",
    };

    /// <summary>A CPU takes a section once all CPUs run.</summary>
    public static WorkItem Section(int cpu) => new()
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
