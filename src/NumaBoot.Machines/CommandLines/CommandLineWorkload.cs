using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a kernel command line costs before late init: trace buffers and hash tables. What it takes from memblock is
/// not here but in the machine's reservations, see <see cref="CommandLineMemory"/>; huge pages of 2 MiB come after late
/// init and cost nothing.
/// </summary>
public static class CommandLineWorkload
{
    /// <summary>The workload of a command line on a machine.</summary>
    /// <exception cref="MachineInputException">A value cannot be understood.</exception>
    public static Workload From(MachineSpec machine, KernelCommandLine commandLine)
    {
        var items = ImmutableArray.CreateBuilder<WorkItem>();
        var cpus = machine.Cpus;
        if (cpus.IsEmpty)
        {
            return Workload.None;
        }

        int boot = cpus[0].Cpu;
        ulong bufferBytes = TraceBuffers.BytesPerCpu(commandLine);
        if (bufferBytes > 0)
        {
            AddTraceBuffer(items, boot, cpus[0], WorkPhase.EarlyBoot, bufferBytes);
        }

        AddHashes(items, boot, machine, commandLine);
        foreach (var place in cpus.Skip(1).Where(_ => bufferBytes > 0))
        {
            AddTraceBuffer(items, boot, place, WorkPhase.SmpInit, bufferBytes);
        }

        return new Workload(items.ToImmutable());
    }

    /// <summary>The workload of the machine's own command line.</summary>
    public static Workload From(MachineSpec machine) => From(machine, KernelCommandLine.Parse(machine.CommandLine));

    // The kernel only warns where it gets no buffer, but in the field such machines died of it soon after.
    private static void AddTraceBuffer(ImmutableArray<WorkItem>.Builder items, int boot, CpuPlace place, WorkPhase phase, ulong bytes)
    {
        var data = new WorkItem
        {
            Cpu = boot,
            Phase = phase,
            Kind = WorkKind.Allocate,
            Count = TraceBuffers.DataPages(bytes),
            Nid = place.Nid,
            Label = $"trace buffer of cpu {place.Cpu}",
        };
        items.Add(data);
        items.Add(data with { Count = TraceBuffers.DescriptorPages(bytes), Label = $"descriptors of the trace buffer of cpu {place.Cpu}" });
    }

    // The kernel halves a table that it cannot get, so that a failure does not end the boot.
    private static void AddHashes(ImmutableArray<WorkItem>.Builder items, int boot, MachineSpec machine, KernelCommandLine commandLine)
    {
        foreach (var table in HashTables.Of(machine, commandLine))
        {
            int order = table.Placement switch
            {
                HashPlacement.Block => Math.Max(table.Order, 0),
                HashPlacement.HugePages => machine.Geometry.PageblockOrder,
                _ => 0,
            };
            if (table.Placement == HashPlacement.Memblock)
            {
                continue;
            }

            long blockBytes = (long)MemoryGeometry.PageBytes << order;
            items.Add(new WorkItem
            {
                Cpu = boot,
                Phase = WorkPhase.EarlyBoot,
                Kind = WorkKind.Allocate,
                Order = order,
                Count = (table.Bytes + blockBytes - 1) / blockBytes,
                Interleaved = true,
                Need = WorkNeed.Optional,
                Label = $"{table.Name} hash table",
            });
        }
    }
}
