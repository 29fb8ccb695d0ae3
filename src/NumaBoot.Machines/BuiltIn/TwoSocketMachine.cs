using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// An ordinary server of two nodes with 16 GiB and 8 CPUs each, laid out as QEMU's PC does it. Per-CPU buffers take
/// more than is built early, so that both nodes grow once before late init, and requests go on through it.
/// </summary>
internal static class TwoSocketMachine
{
    /// <summary>Its name.</summary>
    public const string Name = "two-socket";

    private const ulong LowEnd = 0xbffe0000;
    private const ulong HighStart = 1UL << 32;
    private const ulong Node1Start = 0x440000000;
    private const ulong Node1End = 0x840000000;
    private const ulong ImageStart = 0x1000000;
    private const ulong ImageEnd = 0x4411000;
    private const ulong NodeDataBytes = 0x2b000;
    private const ulong PerCpuBytes = 62 * MemoryGeometry.PageBytes;
    private const int CpusPerNode = 8;
    private const int Cpus = 2 * CpusPerNode;

    /// <summary>The machine.</summary>
    public static MachineSpec Create()
    {
        ImmutableArray<MemblockRegion> memory =
        [
            new(0x1000, 0x9f000, 0), new(0x100000, LowEnd, 0), new(HighStart, Node1Start, 0), new(Node1Start, Node1End, 1),
        ];
        return new MachineSpec
        {
            Name = Name,
            Nodes = [NodeOf(0), NodeOf(1)],
            Memory = memory,
            Reserved = Reservations(memory),
            Distances = NodeDistances.Uniform,
            ReservationsIncludeCommandLine = true,
            KernelImage = new MemblockRegion(ImageStart, ImageEnd).Frames,
            SmpAlternativesPages = 9,
            OwnWorkload = new Workload([.. PerCpuBuffers(), .. Requests()]),
        };
    }

    private static NodeSpec NodeOf(int nid) => new(nid, [.. Enumerable.Range(nid * CpusPerNode, CpusPerNode)]);

    private static ImmutableArray<MemblockRegion> Reservations(ImmutableArray<MemblockRegion> memory)
    {
        var map = new MemblockMap();
        foreach (var region in memory)
        {
            map.Memory.Add(region);
        }

        map.Reserve(0, 0x100000);
        map.Reserve(ImageStart, ImageEnd);
        const ulong ramDiskStart = 0xbeee4000;
        const ulong bounceBufferStart = 0xbaee4000;
        map.Reserve(bounceBufferStart, ramDiskStart);
        map.Reserve(ramDiskStart, LowEnd);
        for (int nid = 0; nid < 2; nid++)
        {
            MemblockAllocation.TakeTopDown(map, NodeDataBytes, MemoryGeometry.PageBytes, nid);
        }

        ReservationEstimate.ReserveMemoryMap(map, MemoryGeometry.X86);
        for (int nid = 0; nid < 2; nid++)
        {
            MemblockAllocation.TakeTopDown(map, PerCpuBytes * CpusPerNode, MemoryGeometry.PageBytes, nid);
        }

        return [.. map.Reserved];
    }

    /// <summary>As with <c>trace_buf_size=24M</c>: CPU 0 fills buffers for all CPUs, each on its CPU's node.</summary>
    private static IEnumerable<WorkItem> PerCpuBuffers()
    {
        const long bufferPages = 24 << 8;
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            yield return new WorkItem
            {
                Cpu = 0,
                Phase = cpu == 0 ? WorkPhase.EarlyBoot : WorkPhase.SmpInit,
                Kind = WorkKind.Allocate,
                Count = bufferPages,
                Nid = cpu / CpusPerNode,
                Label = $"buffer of cpu {cpu}",
            };
        }
    }

    /// <summary>Every CPU asks for small and large blocks of its own node while late init goes on.</summary>
    private static IEnumerable<WorkItem> Requests()
    {
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            foreach (var (order, count) in new[] { (0, 2048L), (9, 4L), (3, 64L), (0, 2048L) })
            {
                yield return new WorkItem
                {
                    Cpu = cpu,
                    Phase = WorkPhase.Running,
                    Kind = WorkKind.Allocate,
                    Order = order,
                    Count = count,
                    Need = WorkNeed.Optional,
                    Label = "request",
                };
            }
        }
    }
}
