using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Probes;

/// <summary>
/// Machines that fit a drawing: blocks of up to 8 pages, a section is one such block, all memory is Normal, no reserve
/// for emergencies.
/// </summary>
internal static class SmallMachine
{
    public const int SectionPages = 8;

    public static MemoryGeometry Geometry { get; } = new(MaxOrder: 3, SectionPages, PageblockOrder: 3);

    /// <summary>Nodes of that many sections each, one behind the other, each with as many CPUs.</summary>
    public static MachineSpec Of(int nodes = 1, int sections = 4, int cpusPerNode = 2) =>
        With(cpusPerNode, [.. Enumerable.Range(0, nodes).Select(nid => (nid, PfnRange.Of(nid * sections * SectionPages, sections * SectionPages)))]);

    /// <summary>Memory as given, page by page.</summary>
    public static MachineSpec With(int cpusPerNode, params (int Nid, PfnRange Frames)[] memory)
    {
        var nids = memory.Select(region => region.Nid).Distinct().Order();
        return new MachineSpec
        {
            Name = "small",
            Geometry = Geometry,
            ZoneLimits = ZoneLimits.NormalOnly,
            Nodes = [.. nids.Select(nid => new NodeSpec(nid, [.. Enumerable.Range(nid * cpusPerNode, cpusPerNode)]))],
            Memory = [.. memory.Select(region => Bytes(region.Frames) with { Nid = region.Nid })],
            Distances = NodeDistances.Uniform,
            ReservationsIncludeCommandLine = true,
            MinFreeKiB = 0,
            HasPageLists = false,
            RaisesMinFree = false,
        };
    }

    /// <summary>The machine with these frames reserved.</summary>
    public static MachineSpec Reserving(this MachineSpec machine, params PfnRange[] frames) =>
        machine with { Reserved = [.. frames.Select(Bytes)] };

    /// <summary>The machine with these frames reserved until memblock frees them late.</summary>
    public static MachineSpec FreeingLate(this MachineSpec machine, params PfnRange[] frames) =>
        machine with { FreedLate = [.. frames.Select(Bytes)] };

    /// <summary>What a boot of the machine starts from.</summary>
    public static BootPlan Plan(this MachineSpec machine, InitPolicy policy, params WorkItem[] items) =>
        BootPlan.Make(machine, policy, new Workload([.. items]), MovableRequest.None);

    /// <summary>The free memblock ranges of a node's last zone.</summary>
    public static ImmutableArray<PfnRange> FreeOf(this BootPlan plan, int nid = 0) => plan.Nodes[nid].LastZone!.FreeFrames;

    private static MemblockRegion Bytes(PfnRange frames) =>
        new((ulong)frames.Start * MemoryGeometry.PageBytes, (ulong)frames.End * MemoryGeometry.PageBytes);
}
