using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Boots that are a little smaller than another one, the smallest first; not all of them are sound.</summary>
internal static class SmallerBoots
{
    private const string Suffix = ", smaller";

    /// <summary>The same machine with less to do.</summary>
    public static IEnumerable<BootRequest> LessWork(BootRequest request)
    {
        var items = request.Workload.Items;
        for (int size = items.Length; size > 0; size /= 2)
        {
            for (int at = 0; at < items.Length; at += size)
            {
                yield return Doing(request, new Workload(items.RemoveRange(at, Math.Min(size, items.Length - at))));
            }
        }

        for (int at = 0; at < items.Length; at++)
        {
            foreach (long count in new[] { 1, items[at].Count / 2 }.Where(count => count > 0 && count < items[at].Count))
            {
                yield return Doing(request, new Workload(items.SetItem(at, items[at] with { Count = count })));
            }
        }
    }

    /// <summary>A machine with a node, a CPU or some sections less, and what is left to do there.</summary>
    public static IEnumerable<BootRequest> SmallerMachines(BootRequest request)
    {
        var machine = request.Machine;
        foreach (var node in machine.Nodes.Reverse().Where(_ => machine.Nodes.Length > 1))
        {
            yield return WithoutNode(request, node);
        }

        foreach (var place in machine.Cpus.Reverse().Where(_ => machine.Cpus.Length > 1))
        {
            yield return WithoutCpus(request, [place.Cpu]);
        }

        foreach (var node in machine.Nodes.Reverse())
        {
            long sections = SectionsOf(machine, node.Nid);
            foreach (long kept in new[] { sections / 2, sections - 1 }.Where(kept => kept > 0).Distinct())
            {
                yield return On(request, WithSections(machine, node.Nid, kept), request.Workload);
            }
        }
    }

    /// <summary>The same with less that comes between.</summary>
    public static IEnumerable<BootRequest> FewerDisturbances(BootRequest request)
    {
        var disturbances = request.Disturbances;
        for (int size = disturbances.Length; size > 0; size /= 2)
        {
            for (int at = 0; at < disturbances.Length; at += size)
            {
                yield return request with { Disturbances = disturbances.RemoveRange(at, Math.Min(size, disturbances.Length - at)) };
            }
        }
    }

    private static BootRequest Doing(BootRequest request, Workload workload) =>
        request with { Workload = workload, Machine = request.Machine with { OwnWorkload = workload } };

    private static BootRequest On(BootRequest request, MachineSpec machine, Workload workload)
    {
        string name = machine.Name.EndsWith(Suffix, StringComparison.Ordinal) ? machine.Name : machine.Name + Suffix;
        return request with { Machine = machine with { Name = name, OwnWorkload = workload }, Workload = workload };
    }

    private static BootRequest WithoutNode(BootRequest request, NodeSpec node)
    {
        var fewer = WithoutCpus(request, [.. node.Cpus]);
        var memory = fewer.Machine.Memory.Where(region => region.Nid == node.Nid).ToList();
        var left = fewer.Machine with
        {
            Nodes = [.. fewer.Machine.Nodes.Where(other => other.Nid != node.Nid)],
            Memory = [.. fewer.Machine.Memory.Where(region => region.Nid != node.Nid)],
            Reserved = [.. fewer.Machine.Reserved.Where(IsElsewhere)],
            FreedLate = [.. fewer.Machine.FreedLate.Where(IsElsewhere)],
        };
        return On(fewer, left with { Distances = DistancesOf(left) }, new Workload([.. fewer.Workload.Items.Where(item => item.Nid != node.Nid)]));

        bool IsElsewhere(MemblockRegion region) => !memory.Exists(gone => gone.Start < region.End && region.Start < gone.End);
    }

    private static BootRequest WithoutCpus(BootRequest request, HashSet<int> cpus)
    {
        var machine = request.Machine;
        var left = machine with
        {
            Nodes = [.. machine.Nodes.Select(node => new NodeSpec(node.Nid, [.. node.Cpus.Where(cpu => !cpus.Contains(cpu))]))],
            CpuHomes = [.. machine.CpuHomes.Where(home => !cpus.Contains(home.Cpu))],
            PublishedInits = [],
            PublishedFallbackOrders = [],
        };
        var fewer = request with
        {
            Disturbances = [.. request.Disturbances.Where(disturbance => disturbance is not Interrupt interrupt || !cpus.Contains(interrupt.Cpu))],
        };
        return On(fewer, left, new Workload([.. request.Workload.Items.Where(item => !cpus.Contains(item.Cpu))]));
    }

    private static long SectionsOf(MachineSpec machine, int nid)
    {
        var frames = machine.Memory.Where(region => region.Nid == nid).Select(region => region.Frames).ToList();
        return frames.Count == 0
            ? 0
            : (machine.Geometry.SectionAlignUp(frames[^1].End) - StartOf(machine, frames[0])) / machine.Geometry.SectionPages;
    }

    private static MachineSpec WithSections(MachineSpec machine, int nid, long sections)
    {
        var frames = machine.Memory.Where(region => region.Nid == nid).Select(region => region.Frames).ToList();
        ulong from = Bytes(StartOf(machine, frames[0]) + (sections * machine.Geometry.SectionPages));
        ulong to = Bytes(frames[^1].End);
        return machine with
        {
            Memory = [.. machine.Memory.Select(region => region.Nid == nid ? CutAt(region, from) : region).Where(region => region.Start < region.End)],
            Reserved = [.. machine.Reserved.Select(Cut).Where(region => region.Start < region.End)],
            FreedLate = [.. machine.FreedLate.Select(Cut).Where(region => region.Start < region.End)],
        };

        MemblockRegion Cut(MemblockRegion region) => region.End <= to ? CutAt(region, from) : region;
    }

    private static MemblockRegion CutAt(MemblockRegion region, ulong end) =>
        region.End <= end ? region : region with { End = Math.Max(region.Start, end) };

    private static long StartOf(MachineSpec machine, PfnRange first) => first.Start & -machine.Geometry.SectionPages;

    private static ulong Bytes(long pfn) => (ulong)pfn * MemoryGeometry.PageBytes;

    private static NodeDistances DistancesOf(MachineSpec machine) => machine.Distances.IsUniform
        ? machine.Distances
        : NodeDistances.FromRows(
            [.. machine.Nodes.Select(node => node.Nid)],
            [.. machine.Nodes.Select(from => machine.Nodes.Select(to => machine.Distances.Between(from.Nid, to.Nid)).ToList())
                .Select(row => System.Collections.Immutable.ImmutableArray.CreateRange(row))]);
}
