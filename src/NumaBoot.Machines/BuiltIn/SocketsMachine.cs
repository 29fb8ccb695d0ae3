using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>A large machine of like nodes, for runs at scale.</summary>
internal static class SocketsMachine
{
    /// <summary>Memory of a node where nothing else is said: 1 TiB.</summary>
    public const ulong DefaultNodeBytes = 1UL << 40;

    private const int CpusPerNode = 64;
    private const int RequestsPerCpu = 16;

    /// <summary>256 KiB a request and 256 MiB a node: twice what is built early, so that every node grows.</summary>
    private const int PagesPerRequest = 64;

    private const ulong SectionBytes = 128UL << 20;
    private const ulong SmallestNodeBytes = 1UL << 30;
    private const ulong NodeDataBytes = 0x2b000;
    private const ulong LowMiB = 1UL << 20;

    /// <summary>The machine; see <see cref="BuiltInMachines.Sockets"/>.</summary>
    public static MachineSpec Create(int nodes, ulong nodeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, BuiltInMachines.MaxSockets);
        if (nodeBytes % SectionBytes != 0 || nodeBytes is < SmallestNodeBytes or > DefaultNodeBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(nodeBytes), nodeBytes, "expected a multiple of 128 MiB from 1 GiB to 1 TiB");
        }

        var nids = Enumerable.Range(0, nodes).ToImmutableArray();
        return new MachineSpec
        {
            Name = $"sockets-{nodes}",
            Nodes = [.. nids.Select(nid => new NodeSpec(nid, [.. Enumerable.Range(nid * CpusPerNode, CpusPerNode)]))],
            Memory = [.. nids.Select(nid => MemoryOf(nid, nodeBytes))],
            Reserved = [new(0, LowMiB), TypicalReservations.KernelImageBytes, .. nids.Select(nid => TopOf(nid, nodeBytes))],
            Distances = NodeDistances.Uniform,
            ReservationsIncludeCommandLine = true,
            KernelImage = TypicalReservations.KernelImage,
            OwnWorkload = Requests(nodes * CpusPerNode),
        };
    }

    // Frame 0 is never memory: the kernel keeps it from the firmware.
    private static MemblockRegion MemoryOf(int nid, ulong nodeBytes) =>
        new(Math.Max((ulong)nid * nodeBytes, MemoryGeometry.PageBytes), (ulong)(nid + 1) * nodeBytes, nid);

    /// <summary>A node's own data and, 2 MiB aligned below, its memory map.</summary>
    private static MemblockRegion TopOf(int nid, ulong nodeBytes)
    {
        const ulong hugePageBytes = 2UL << 20;
        ulong end = (ulong)(nid + 1) * nodeBytes;
        ulong mapBytes = nodeBytes / MemoryGeometry.PageBytes * MemoryGeometry.StructPageBytes;
        ulong start = ((end - NodeDataBytes) & ~(hugePageBytes - 1)) - mapBytes;
        return new MemblockRegion(start, end);
    }

    private static Workload Requests(int cpus)
    {
        var items = ImmutableArray.CreateBuilder<WorkItem>(cpus * RequestsPerCpu);
        for (int cpu = 0; cpu < cpus; cpu++)
        {
            // Items are data without identity: a CPU's requests are one and the same.
            var request = Request(cpu);
            for (int at = 0; at < RequestsPerCpu; at++)
            {
                items.Add(request);
            }
        }

        return new Workload(items.MoveToImmutable());
    }

    private static WorkItem Request(int cpu) => new()
    {
        Cpu = cpu,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Count = PagesPerRequest,
        Need = WorkNeed.Optional,

        // One counted request each, not a refill after the other: what is to scale is nodes, not page lists.
        UsesPageList = false,
        Label = "request",
    };
}
