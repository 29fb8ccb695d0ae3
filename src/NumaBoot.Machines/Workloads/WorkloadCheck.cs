using System.Runtime.InteropServices;

namespace NumaBoot.Machines;

/// <summary>Whether a workload makes sense, on its own and on a machine.</summary>
internal static class WorkloadCheck
{
    /// <summary>
    /// Complains about a label that a CPU frees without having allocated under it before, and about more time than can
    /// be counted.
    /// </summary>
    public static void RequireSense(Workload workload, IWorkloadPlaces places)
    {
        RequireLabels(workload, places);
        RequireDurations(workload, places);
    }

    /// <summary>Complains about CPUs, nodes and orders that the machine has not.</summary>
    public static void RequireMachine(Workload workload, MachineSpec machine, IWorkloadPlaces places)
    {
        var cpus = machine.Cpus.Select(place => place.Cpu).ToHashSet();
        var nids = machine.Nodes.Select(node => node.Nid).ToHashSet();
        for (int at = 0; at < workload.Items.Length; at++)
        {
            var item = workload.Items[at];
            if (!cpus.Contains(item.Cpu))
            {
                throw Unexpected(places, at, $"CPUs of {machine.Name}: {CpuList.Format([.. cpus.Order()])}", $"cpu {item.Cpu}");
            }

            if (item.Nid is { } nid && !nids.Contains(nid))
            {
                throw Unexpected(places, at, $"nodes of {machine.Name}: {CpuList.Format([.. nids.Order()])}", $"node {nid}");
            }

            if (item.Order > machine.Geometry.MaxOrder)
            {
                throw Unexpected(places, at, $"orders up to {machine.Geometry.MaxOrder}, the largest of {machine.Name}", $"{item.Order}");
            }
        }
    }

    private static void RequireLabels(Workload workload, IWorkloadPlaces places)
    {
        var allocated = new HashSet<(int Cpu, string Label)>();
        foreach (int at in Enumerable.Range(0, workload.Items.Length).OrderBy(at => workload.Items[at].Phase))
        {
            var item = workload.Items[at];
            if (item.Kind == WorkKind.Allocate)
            {
                allocated.Add((item.Cpu, item.Label));
            }
            else if (item.Kind == WorkKind.Free && !allocated.Contains((item.Cpu, item.Label)))
            {
                throw Unexpected(places, at, $"cpu {item.Cpu} to free a label that it allocated before", PlainText.Quoted(item.Label));
            }
        }
    }

    private static void RequireDurations(Workload workload, IWorkloadPlaces places)
    {
        var sums = new Dictionary<int, long>();
        for (int at = 0; at < workload.Items.Length; at++)
        {
            var item = workload.Items[at];
            if (item.Kind != WorkKind.Compute)
            {
                continue;
            }

            ref long sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, item.Cpu, out _);
            if (item.DurationNs < 0 || item.DurationNs > InputLimits.MaxComputeNs - sum)
            {
                throw Unexpected(places, at, $"durations that add up to at most {InputLimits.MaxComputeNs} ns on any CPU", $"more on cpu {item.Cpu}");
            }

            sum += item.DurationNs;
        }
    }

    private static MachineInputException Unexpected(IWorkloadPlaces places, int at, string expected, string found) =>
        new(places.File, places.LineOfWorkItem(at), expected, found);
}
