using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Machines in our JSON (<c>numaboot/machine/1</c>). What is written reads back the same.</summary>
public static class MachineJson
{
    /// <summary>The machine of a text.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="MachineInputException">It is no machine, or contradicts itself.</exception>
    public static MachineSpec Read(string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return Read(reader);
    }

    /// <summary>The text of a machine.</summary>
    public static string Write(MachineSpec machine)
    {
        var text = new JsonText()
            .Add("schema", MachineDocument.SchemaName)
            .Add("name", machine.Name);
        if (machine.Geometry != MemoryGeometry.X86)
        {
            text.Add("geometry", GeometryOf(machine.Geometry));
        }

        if (machine.ZoneLimits != ZoneLimits.X86)
        {
            text.Add("zoneLimits", LimitsOf(machine.ZoneLimits));
        }

        var memory = machine.Memory.ToLookup(region => region.Nid);
        return text
            .AddLines("nodes", [.. machine.Nodes.Select(node => NodeOf(node, memory[node.Nid]))])
            .AddLines("distances", DistancesOf(machine))
            .AddLines("reserved", [.. machine.Reserved.Select(RegionDocument.Of)])
            .AddLines("freedLate", [.. machine.FreedLate.Select(RegionDocument.Of)])
            .AddUnless("commandLine", machine.CommandLine, "")
            .AddUnless("reservationsIncludeCommandLine", machine.ReservationsIncludeCommandLine, false)
            .AddLines("crashKernel", [.. machine.CrashKernel.Select(RegionDocument.Of)])
            .AddUnless("kernelImage", ImageOf(machine.KernelImage), null)
            .AddUnless("smpAlternativesPages", machine.SmpAlternativesPages, 0)
            .AddUnless("minFreeKiB", machine.MinFreeKiB, null)
            .AddUnless("hasPageLists", machine.HasPageLists, true)
            .AddUnless("raisesMinFree", machine.RaisesMinFree, true)
            .AddUnless("lateInitAfterNs", machine.LateInitAfterNs, 0)
            .AddLines("cpuHomes", machine.CpuHomes)
            .AddLines("publishedInits", [.. machine.PublishedInits.Select(init => new PublishedInitDocument(init.Nid, init.DurationMs, init.Pages))])
            .AddLines("publishedFallbackOrders", [.. machine.PublishedFallbackOrders.Select(order => new FallbackOrderDocument(order.Nid, order.Nids))])
            .AddLines("workload", machine.OwnWorkload is { } workload ? ProgramDocuments.Of(workload) : [], keepEmpty: machine.OwnWorkload is not null)
            .ToString();
    }

    /// <summary>The machine of a text that is being read.</summary>
    internal static MachineSpec Read(InputReader reader)
    {
        var document = JsonDocuments.Read<MachineDocument>(reader, MachineDocument.SchemaName, out var root);
        return document.Schema == MachineDocument.SchemaName
            ? MachineOfDocument.Build(document, root)
            : throw root.At("schema").Unexpected($"the schema {MachineDocument.SchemaName}", PlainText.Quoted(document.Schema));
    }

    private static GeometryDocument GeometryOf(MemoryGeometry geometry) => new()
    {
        MaxOrder = geometry.MaxOrder,
        SectionPages = geometry.SectionPages,
        PageblockOrder = geometry.PageblockOrder,
    };

    private static ZoneLimitsDocument LimitsOf(ZoneLimits limits) => new()
    {
        DmaEnd = (ulong)limits.DmaEnd << MemoryGeometry.PageShift,
        Dma32End = (ulong)limits.Dma32End << MemoryGeometry.PageShift,
    };

    private static NodeDocument NodeOf(NodeSpec node, IEnumerable<MemblockRegion> memory) => new()
    {
        Nid = node.Nid,
        Cpus = node.Cpus,
        Memory = [.. memory.Select(RegionDocument.Of)],
    };

    private static RegionDocument? ImageOf(PfnRange image) => image.IsEmpty
        ? null
        : new RegionDocument((ulong)image.Start << MemoryGeometry.PageShift, (ulong)image.Pages << MemoryGeometry.PageShift);

    private static ImmutableArray<string> DistancesOf(MachineSpec machine) => machine.Distances.IsUniform
        ? []
        : [.. machine.Nodes.Select(from => string.Join(' ', machine.Nodes.Select(to => machine.Distances.Between(from.Nid, to.Nid))))];
}
