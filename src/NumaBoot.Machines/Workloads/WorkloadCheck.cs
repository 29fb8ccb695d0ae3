namespace NumaBoot.Machines;

/// <summary>Whether a workload makes sense, on its own and on a machine.</summary>
internal static class WorkloadCheck
{
    /// <summary>Complains about a label that a CPU frees without having allocated under it before.</summary>
    public static void RequireLabels(Workload workload, string file)
    {
        var allocated = new HashSet<(int Cpu, string Label)>();
        foreach (var item in workload.Items.OrderBy(item => item.Phase))
        {
            if (item.Kind == WorkKind.Allocate)
            {
                allocated.Add((item.Cpu, item.Label));
            }
            else if (item.Kind == WorkKind.Free && !allocated.Contains((item.Cpu, item.Label)))
            {
                throw new MachineInputException(file, 0, $"cpu {item.Cpu} to free a label that it allocated before", PlainText.Quoted(item.Label));
            }
        }
    }

    /// <summary>Complains about CPUs, nodes and orders that the machine has not.</summary>
    public static void RequireMachine(Workload workload, MachineSpec machine, string file)
    {
        var cpus = machine.Cpus.Select(place => place.Cpu).ToHashSet();
        var nids = machine.Nodes.Select(node => node.Nid).ToHashSet();
        foreach (var item in workload.Items)
        {
            if (!cpus.Contains(item.Cpu))
            {
                throw new MachineInputException(file, 0, $"CPUs of {machine.Name}: {CpuList.Format([.. cpus.Order()])}", $"cpu {item.Cpu}");
            }

            if (item.Nid is { } nid && !nids.Contains(nid))
            {
                throw new MachineInputException(file, 0, $"nodes of {machine.Name}: {CpuList.Format([.. nids.Order()])}", $"node {nid}");
            }

            if (item.Order > machine.Geometry.MaxOrder)
            {
                throw new MachineInputException(file, 0, $"orders up to {machine.Geometry.MaxOrder}, the largest of {machine.Name}", $"{item.Order}");
            }
        }
    }
}
