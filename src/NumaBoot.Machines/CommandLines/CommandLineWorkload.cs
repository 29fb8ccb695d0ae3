using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What a kernel takes before late init: for itself, and for its command line, trace buffers and hash tables. What it takes
/// from memblock is not here but in the machine's reservations, see <see cref="CommandLineMemory"/>; huge pages of 2 MiB come after late
/// init and cost nothing.
/// </summary>
public static class CommandLineWorkload
{
    /// <summary>The workload of a kernel with a command line on a machine.</summary>
    /// <exception cref="MachineInputException">A value cannot be understood.</exception>
    public static Workload From(MachineSpec machine, KernelCommandLine commandLine) =>
        machine.Cpus.IsEmpty ? Workload.None : From(machine, commandLine, isOfKernel: true);

    private static Workload From(MachineSpec machine, KernelCommandLine commandLine, bool isOfKernel)
    {
        var items = ImmutableArray.CreateBuilder<WorkItem>();
        var cpus = machine.Cpus;
        items.AddRange(isOfKernel ? EarlyKernelMemory.BeforeTracing(machine) : []);
        int boot = cpus[0].Cpu;
        ulong bufferBytes = TraceBuffers.BytesPerCpu(commandLine);
        if (bufferBytes > 0)
        {
            AddTraceBuffer(items, boot, cpus[0], WorkPhase.EarlyBoot, bufferBytes);
        }

        items.AddRange(isOfKernel ? EarlyKernelMemory.AfterTracing(machine) : []);
        AddHashes(items, boot, machine, commandLine);
        foreach (var place in cpus.Skip(1).Where(_ => bufferBytes > 0))
        {
            AddTraceBuffer(items, boot, place, WorkPhase.SmpInit, bufferBytes);
        }

        return new Workload(items.ToImmutable());
    }

    /// <summary>
    /// The workload that a machine brings along, with what another command line costs beyond the machine's own; null
    /// where it brings none, since then the other command line tells all.
    /// </summary>
    /// <param name="machine">The machine with the other command line's memory and nodes.</param>
    /// <param name="own">The command line whose cost is in the workload.</param>
    /// <param name="other">The command line that it shall have.</param>
    /// <exception cref="MachineInputException">A value cannot be understood.</exception>
    internal static Workload? AddChanges(MachineSpec machine, KernelCommandLine own, KernelCommandLine other)
    {
        TraceBuffers.BytesPerCpu(other);
        if (machine.OwnWorkload is not { } workload || machine.Cpus.IsEmpty || own.Parameters.SequenceEqual(other.Parameters))
        {
            return machine.OwnWorkload;
        }

        var paid = From(machine, own, isOfKernel: false).Items.ToDictionary(item => item.Label, Pages, StringComparer.Ordinal);
        return new Workload([.. workload.Items, .. From(machine, other, isOfKernel: false).Items.Select(item => Without(item, paid.GetValueOrDefault(item.Label))).OfType<WorkItem>()]);
    }

    /// <summary>The workload of the machine's own command line.</summary>
    public static Workload From(MachineSpec machine) => From(machine, KernelCommandLine.Parse(machine.CommandLine));

    private static long Pages(WorkItem item) => item.Count << item.Order;

    /// <summary>What of an item is left to do where some of its pages are there; null: nothing.</summary>
    private static WorkItem? Without(WorkItem item, long pages)
    {
        long blockPages = 1L << item.Order;
        long missing = Pages(item) - pages;
        return missing > 0 ? item with { Count = (missing + blockPages - 1) / blockPages } : null;
    }

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
