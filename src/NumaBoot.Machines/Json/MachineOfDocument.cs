using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Makes a machine of a JSON document.</summary>
internal static class MachineOfDocument
{
    /// <summary>The machine.</summary>
    /// <exception cref="MachineInputException">The document contradicts itself.</exception>
    public static MachineSpec Build(MachineDocument document, string file)
    {
        var nodes = document.Nodes.Select(node => new NodeSpec(node.Nid, node.Cpus)).ToImmutableArray();
        MachineCheck.RequireNodes(nodes, file);
        var machine = new MachineSpec
        {
            Name = document.Name,
            Geometry = Geometry(document.Geometry, file),
            ZoneLimits = Limits(document.ZoneLimits, file),
            Nodes = nodes,
            Memory = [.. document.Nodes.SelectMany(node => node.Memory.Select(region => region.ToRegion(node.Nid, file))).OrderBy(region => region.Start)],
            Reserved = Regions(document.Reserved, file),
            Distances = Distances(document.Distances, nodes, file),
            CommandLine = document.CommandLine,
            ReservationsIncludeCommandLine = document.ReservationsIncludeCommandLine,
            CrashKernel = Regions(document.CrashKernel, file),
            KernelImage = document.KernelImage?.ToRegion(MemblockRegion.NoNode, file).Frames ?? PfnRange.Empty,
            SmpAlternativesPages = document.SmpAlternativesPages,
            MinFreeKiB = document.MinFreeKiB,
            HasPageLists = document.HasPageLists,
            RaisesMinFree = document.RaisesMinFree,
            CpuHomes = document.CpuHomes,
            PublishedInits = [.. document.PublishedInits.Select(init => new PublishedInit(init.Nid, init.Pages, init.DurationMs))],
            PublishedFallbackOrders = [.. document.PublishedFallbackOrders.Select(order => new FallbackOrder(order.Nid, order.Nids))],
            OwnWorkload = document.Workload is { } programs ? ProgramDocuments.ToWorkload(programs, file) : null,
        };
        MachineCheck.Require(machine, file);
        machine.OwnWorkload?.Check(machine, file);
        return machine;
    }

    private static ImmutableArray<MemblockRegion> Regions(ImmutableArray<RegionDocument> regions, string file) =>
        [.. regions.Select(region => region.ToRegion(MemblockRegion.NoNode, file))];

    private static MemoryGeometry Geometry(GeometryDocument? geometry, string file)
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
            : throw new MachineInputException(
                file, 0, "a geometry with pageblockOrder <= maxOrder <= 20 and sectionPages a power of two of at least one largest block",
                $"{geometry.PageblockOrder}, {geometry.MaxOrder} and {geometry.SectionPages}");
    }

    private static ZoneLimits Limits(ZoneLimitsDocument? limits, string file)
    {
        if (limits is null)
        {
            return ZoneLimits.X86;
        }

        bool aligned = (limits.DmaEnd | limits.Dma32End) % MemoryGeometry.PageBytes == 0;
        return aligned && (limits.Dma32End == 0 || limits.DmaEnd <= limits.Dma32End)
            ? new ZoneLimits(MemoryGeometry.PfnDown(limits.DmaEnd), MemoryGeometry.PfnDown(limits.Dma32End))
            : throw new MachineInputException(file, 0, "zone limits at pages, DMA's not above DMA32's", $"0x{limits.DmaEnd:x} and 0x{limits.Dma32End:x}");
    }

    private static NodeDistances Distances(ImmutableArray<string> rows, ImmutableArray<NodeSpec> nodes, string file)
    {
        if (rows.IsEmpty)
        {
            return NodeDistances.Uniform;
        }

        var table = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (string row in rows)
        {
            table.Add(DistanceRow.Parse(new InputLine(file, 0, row)));
        }

        if (table.Count != nodes.Length || table.Any(row => row.Length != nodes.Length))
        {
            throw new MachineInputException(file, 0, $"{nodes.Length} rows of {nodes.Length} distances", $"{table.Count} rows, of {string.Join(", ", table.Select(row => row.Length).Distinct())}");
        }

        return NodeDistances.FromRows([.. nodes.Select(node => node.Nid)], table);
    }
}
