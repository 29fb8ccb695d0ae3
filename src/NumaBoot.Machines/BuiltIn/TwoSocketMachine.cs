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

    private const int CpusPerNode = 8;
    private const int Cpus = 2 * CpusPerNode;

    /// <summary>The machine.</summary>
    public static MachineSpec Create()
    {
        const ulong node1Start = 0x440000000;
        ImmutableArray<MemblockRegion> memory =
        [
            new(0x1000, 0x9f000, 0), new(0x100000, 0xbffe0000, 0), new(1UL << 32, node1Start, 0), new(node1Start, 0x840000000, 1),
        ];
        ImmutableArray<NodeSpec> nodes = [NodeOf(0), NodeOf(1)];
        return new MachineSpec
        {
            Name = Name,
            Nodes = nodes,
            Memory = memory,
            Reserved = TypicalReservations.Of(memory, nodes),
            Distances = NodeDistances.Uniform,
            ReservationsIncludeCommandLine = true,
            KernelImage = TypicalReservations.KernelImage,
            SmpAlternativesPages = TypicalReservations.SmpAlternativesPages,
            OwnWorkload = new Workload([.. PerCpuBuffers(), .. Requests()]),
        };
    }

    private static NodeSpec NodeOf(int nid) => new(nid, [.. Enumerable.Range(nid * CpusPerNode, CpusPerNode)]);

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
