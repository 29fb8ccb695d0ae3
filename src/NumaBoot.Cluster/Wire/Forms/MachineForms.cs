using System.Collections.Immutable;
using System.Runtime.Serialization;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Cluster;

/// <summary>The wire form of a machine.</summary>
internal static class MachineForms
{
    internal static Proto.MachineSpec ToProto(this MachineSpec it)
    {
        var machine = new Proto.MachineSpec
        {
            Name = it.Name,
            Geometry = it.Geometry.ToProto(),
            ZoneLimits = new() { DmaEnd = it.ZoneLimits.DmaEnd.ToProto(), Dma32End = it.ZoneLimits.Dma32End.ToProto() },
            Nodes = { it.Nodes.Select(node => new Proto.NodeSpec { Nid = node.Nid, Cpus = { node.Cpus.ToRuns() } }) },
            Memory = { it.Memory.Select(ToProto) },
            Reserved = { it.Reserved.Select(ToProto) },
            FreedLate = { it.FreedLate.Select(ToProto) },
            Distances = { DistancesOf(it) },
            CommandLine = it.CommandLine,
            CommandLinePlace = it.CommandLinePlace,
            ReservationsIncludeCommandLine = it.ReservationsIncludeCommandLine,
            CrashKernel = { it.CrashKernel.Select(ToProto) },
            KernelImage = it.KernelImage.ToProto(),
            SmpAlternativesPages = it.SmpAlternativesPages.ToProto(),
            HasPageLists = it.HasPageLists,
            RaisesMinFree = it.RaisesMinFree,
            LateInitAfterNs = it.LateInitAfterNs.ToProto(),
            OwnWorkload = it.OwnWorkload?.ToProto(),
            PublishedInits = { it.PublishedInits.Select(ToProto) },
            PublishedFallbackOrders = { it.PublishedFallbackOrders.Select(order => new Proto.FallbackOrder { Nid = order.Nid, Nids = { order.Nids } }) },
            CpuHomes = { it.CpuHomes.Select(home => new Proto.CpuPlace { Cpu = home.Cpu, Nid = home.Nid }) },
            Notes = { it.Notes },
        };
        if (it.MinFreeKiB is { } minFreeKiB)
        {
            machine.MinFreeKib = minFreeKiB.ToProto();
        }

        return machine;
    }

    internal static MachineSpec ToDomain(this Proto.MachineSpec it) => new()
    {
        Name = it.Name,
        Geometry = it.Geometry.Present().ToDomain(),
        ZoneLimits = it.ZoneLimits.Present().ToDomain(),
        Nodes = NodesOf(it),
        Memory = [.. it.Memory.Select(ToDomain)],
        Reserved = [.. it.Reserved.Select(ToDomain)],
        FreedLate = [.. it.FreedLate.Select(ToDomain)],
        Distances = DistancesOf(it),
        CommandLine = it.CommandLine,
        CommandLinePlace = it.CommandLinePlace,
        ReservationsIncludeCommandLine = it.ReservationsIncludeCommandLine,
        CrashKernel = [.. it.CrashKernel.Select(ToDomain)],
        KernelImage = it.KernelImage.Present().ToDomain(),
        SmpAlternativesPages = it.SmpAlternativesPages.ToDomain(),
        MinFreeKiB = it.HasMinFreeKib ? it.MinFreeKib.ToDomain() : null,
        HasPageLists = it.HasPageLists,
        RaisesMinFree = it.RaisesMinFree,
        LateInitAfterNs = it.LateInitAfterNs.ToDomain(),
        OwnWorkload = it.OwnWorkload?.ToDomain(),
        PublishedInits = [.. it.PublishedInits.Select(init => new PublishedInit(init.Nid, init.HasPages ? init.Pages.ToDomain() : null, init.DurationMs.ToDomain()))],
        PublishedFallbackOrders = [.. it.PublishedFallbackOrders.Select(order => new FallbackOrder(order.Nid, [.. order.Nids]))],
        CpuHomes = [.. it.CpuHomes.Select(home => new CpuPlace(home.Cpu, home.Nid))],
        Notes = [.. it.Notes],
    };

    private static Proto.MemoryGeometry ToProto(this MemoryGeometry it) => new()
    {
        MaxOrder = it.MaxOrder.ToProto(),
        SectionPages = it.SectionPages.ToProto(),
        PageblockOrder = it.PageblockOrder.ToProto(),
    };

    private static MemoryGeometry ToDomain(this Proto.MemoryGeometry it)
    {
        const uint largestOrder = 20;
        return it.MaxOrder <= largestOrder && it.PageblockOrder <= it.MaxOrder && ulong.IsPow2(it.SectionPages)
            ? new(it.MaxOrder.ToDomain(), it.SectionPages.ToDomain(), it.PageblockOrder.ToDomain())
            : throw new SerializationException(
                $"expected pageblockOrder <= maxOrder <= {largestOrder} and sectionPages a power of two, found {it.PageblockOrder}, {it.MaxOrder} and {it.SectionPages}");
    }

    private static ZoneLimits ToDomain(this Proto.ZoneLimits it) => new(it.DmaEnd.ToDomain(), it.Dma32End.ToDomain());

    private static ImmutableArray<NodeSpec> NodesOf(Proto.MachineSpec it)
    {
        long listed = it.Nodes.Sum(node => node.Cpus.Sum(run => (long)run.Count));
        return listed <= InputLimits.MaxListedCpus
            ? [.. it.Nodes.Select(node => new NodeSpec(node.Nid, node.Cpus.ToCpus()))]
            : throw new SerializationException($"expected at most {InputLimits.MaxListedCpus} CPUs in all lists of a machine, found {listed}");
    }

    private static Proto.MemblockRegion ToProto(this MemblockRegion it) => new()
    {
        Start = it.Start,
        Bytes = unchecked(it.End - it.Start),
        Nid = it.Nid,
        Flags = ((int)it.Flags).ToProto(),
    };

    private static MemblockRegion ToDomain(this Proto.MemblockRegion it)
    {
        const MemblockFlags known = MemblockFlags.Hotplug | MemblockFlags.Mirror | MemblockFlags.Nomap | MemblockFlags.DriverManaged | MemblockFlags.ReservedNoInit;
        return (it.Flags & ~(uint)known) == 0 && it.Start <= ulong.MaxValue - it.Bytes
            ? new MemblockRegion(it.Start, it.Start + it.Bytes, it.Nid, (MemblockFlags)it.Flags)
            : throw new SerializationException($"expected a region of memory, found {it.Bytes} bytes at {it.Start} with flags {it.Flags}");
    }

    private static Proto.PublishedInit ToProto(this PublishedInit it)
    {
        var init = new Proto.PublishedInit { Nid = it.Nid, DurationMs = it.DurationMs.ToProto() };
        if (it.Pages is { } pages)
        {
            init.Pages = pages.ToProto();
        }

        return init;
    }

    private static IEnumerable<uint> DistancesOf(MachineSpec it) => it.Distances.IsUniform
        ? []
        : it.Nodes.SelectMany(from => it.Nodes.Select(to => it.Distances.Between(from.Nid, to.Nid).ToProto()));

    private static NodeDistances DistancesOf(Proto.MachineSpec it)
    {
        int nodes = it.Nodes.Count;
        if (it.Distances.Count == 0)
        {
            return NodeDistances.Uniform;
        }

        return it.Distances.Count == (long)nodes * nodes
            ? NodeDistances.FromTable(
                [.. it.Nodes.Select(node => node.Nid)],
                [.. it.Distances.Chunk(nodes).Select(row => row.Select(Counts.ToDomain).ToImmutableArray())])
            : throw new SerializationException($"expected {(long)nodes * nodes} distances between {nodes} nodes, found {it.Distances.Count}");
    }
}
