using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Makes a machine of a JSON document.</summary>
internal static class MachineOfDocument
{
    /// <summary>The machine.</summary>
    /// <exception cref="MachineInputException">The document contradicts itself.</exception>
    /// <param name="document">The document.</param>
    /// <param name="root">Where it stands.</param>
    public static MachineSpec Build(MachineDocument document, JsonPlace root)
    {
        var nodes = document.Nodes.Select(node => new NodeSpec(node.Nid, node.Cpus)).ToImmutableArray();
        var places = new JsonMachinePlaces(document, nodes, root);
        MachineCheck.RequireNodes(nodes, places);
        var machine = new MachineSpec
        {
            Name = document.Name,
            Geometry = Geometry(document.Geometry, root.At("geometry")),
            ZoneLimits = Limits(document.ZoneLimits, root.At("zoneLimits")),
            Nodes = nodes,
            Memory = [.. document.Nodes.SelectMany((node, at) => Regions(node.Memory, node.Nid, root.At("nodes").At(at).At("memory"))).OrderBy(region => region.Start)],
            Reserved = Regions(document.Reserved, MemblockRegion.NoNode, root.At("reserved")),
            FreedLate = Regions(document.FreedLate, MemblockRegion.NoNode, root.At("freedLate")),
            Distances = Distances(document.Distances, nodes, root.At("distances")),
            CommandLine = document.CommandLine,
            CommandLinePlace = document.CommandLine.Length == 0 ? root.File : $"{root.File}:{root.At("commandLine").Line}",
            ReservationsIncludeCommandLine = document.ReservationsIncludeCommandLine,
            CrashKernel = Regions(document.CrashKernel, MemblockRegion.NoNode, root.At("crashKernel")),
            KernelImage = document.KernelImage?.ToRegion(MemblockRegion.NoNode, root.At("kernelImage")).Frames ?? PfnRange.Empty,
            SmpAlternativesPages = document.SmpAlternativesPages,
            MinFreeKiB = document.MinFreeKiB,
            HasPageLists = document.HasPageLists,
            RaisesMinFree = document.RaisesMinFree,
            LateInitAfterNs = document.LateInitAfterNs,
            CpuHomes = document.CpuHomes,
            PublishedInits = [.. document.PublishedInits.Select(init => new PublishedInit(init.Nid, init.Pages, init.DurationMs))],
            PublishedFallbackOrders = [.. document.PublishedFallbackOrders.Select(order => new FallbackOrder(order.Nid, order.Nids))],
            OwnWorkload = document.Workload is { } programs ? ProgramDocuments.ToWorkload(programs, root.At("workload")) : null,
        };
        MachineCheck.Require(machine, places);
        if (machine.OwnWorkload is { } workload)
        {
            WorkloadCheck.RequireMachine(workload, machine, places);
            WorkloadCheck.RequireSense(workload, places);
        }

        return machine;
    }

    private static ImmutableArray<MemblockRegion> Regions(ImmutableArray<RegionDocument> regions, int nid, JsonPlace place) =>
        [.. regions.Select((region, at) => region.ToRegion(nid, place.At(at)))];

    private static MemoryGeometry Geometry(GeometryDocument? geometry, JsonPlace place)
    {
        if (geometry is null)
        {
            return MemoryGeometry.X86;
        }

        const int largestOrder = 20;
        const long largestSection = 1L << 30;
        bool blocks = geometry.MaxOrder is >= 0 and <= largestOrder && geometry.PageblockOrder >= 0 && geometry.PageblockOrder <= geometry.MaxOrder;
        bool sections = long.IsPow2(geometry.SectionPages) && geometry.SectionPages <= largestSection;
        return blocks && sections && geometry.SectionPages >= 1L << geometry.MaxOrder
            ? new MemoryGeometry(geometry.MaxOrder, geometry.SectionPages, geometry.PageblockOrder)
            : throw place.Unexpected(
                "a geometry with pageblockOrder <= maxOrder <= 20 and sectionPages a power of two of at least one largest block",
                $"{geometry.PageblockOrder}, {geometry.MaxOrder} and {geometry.SectionPages}");
    }

    private static ZoneLimits Limits(ZoneLimitsDocument? limits, JsonPlace place)
    {
        if (limits is null)
        {
            return ZoneLimits.X86;
        }

        bool aligned = (limits.DmaEnd | limits.Dma32End) % MemoryGeometry.PageBytes == 0;
        return aligned && (limits.Dma32End == 0 || limits.DmaEnd <= limits.Dma32End)
            ? new ZoneLimits(MemoryGeometry.PfnDown(limits.DmaEnd), MemoryGeometry.PfnDown(limits.Dma32End))
            : throw place.Unexpected("zone limits at pages, DMA's not above DMA32's", $"0x{limits.DmaEnd:x} and 0x{limits.Dma32End:x}");
    }

    private static NodeDistances Distances(ImmutableArray<string> rows, ImmutableArray<NodeSpec> nodes, JsonPlace place)
    {
        if (rows.IsEmpty)
        {
            return NodeDistances.Uniform;
        }

        var table = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (string row in rows)
        {
            table.Add(Row(row, place.At(table.Count)));
        }

        if (table.Count != nodes.Length || table.Any(row => row.Length != nodes.Length))
        {
            throw place.Unexpected($"{nodes.Length} rows of {nodes.Length} distances", $"{table.Count} rows, of {string.Join(", ", table.Select(row => row.Length).Distinct())}");
        }

        return NodeDistances.FromRows([.. nodes.Select(node => node.Nid)], table);
    }

    private static ImmutableArray<int> Row(string row, JsonPlace place)
    {
        try
        {
            return DistanceRow.Parse(new InputLine(place.File, 0, row));
        }
        catch (MachineInputException fault)
        {
            throw place.Unexpected(fault.Expected, fault.Found);
        }
    }
}
