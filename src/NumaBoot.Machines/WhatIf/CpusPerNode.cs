using System.Collections.Immutable;
using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>What if the nodes had more CPUs, or fewer?</summary>
public static class CpusPerNode
{
    /// <summary>
    /// The machine with so many CPUs on every node that has any. A node keeps its first ones; those that are added are
    /// numbered behind all that there were, node by node, and have their areas reserved on their node.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="cpus">CPUs of a node, from 1 on.</param>
    /// <param name="option">What messages call the number.</param>
    /// <exception cref="MachineInputException">The machine cannot have so many, or its nodes share CPUs.</exception>
    public static MachineSpec Apply(MachineSpec machine, int cpus, string option)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Require(machine, cpus, option);
        int next = machine.Cpus.Select(place => place.Cpu).DefaultIfEmpty(-1).Max() + 1;
        var map = machine.ToMemblock();
        var nodes = ImmutableArray.CreateBuilder<NodeSpec>(machine.Nodes.Length);
        foreach (var node in machine.Nodes)
        {
            int added = node.Cpus.IsEmpty ? 0 : Math.Max(0, cpus - node.Cpus.Length);
            TypicalReservations.ReserveForCpus(map, node.Nid, added);
            nodes.Add(node.Cpus.IsEmpty ? node : node with { Cpus = [.. node.Cpus.Take(cpus), .. Enumerable.Range(next, added)] });
            next += added;
            if (next > InputLimits.MaxCpus)
            {
                throw new MachineInputException(option, 0, $"CPU numbers below {InputLimits.MaxCpus}, behind those of {machine.Name}", $"{next - 1}");
            }
        }

        return Without(machine with { Nodes = nodes.MoveToImmutable(), Reserved = machine.ReservedForGood(map), PublishedInits = [] });
    }

    private static void Require(MachineSpec machine, int cpus, string option)
    {
        int most = InputLimits.MaxCpus / Math.Max(1, machine.Nodes.Count(node => !node.Cpus.IsEmpty));
        if (cpus < 1 || cpus > most)
        {
            throw new MachineInputException(option, 0, $"a number of CPUs from 1 to {most}", cpus.ToString(CultureInfo.InvariantCulture));
        }

        if (machine.Nodes.Sum(node => node.Cpus.Length) > machine.Cpus.Length)
        {
            throw new MachineInputException(option, 0, "a machine each of whose CPUs is on one node", $"{machine.Name}, whose nodes share CPUs");
        }
    }

    /// <summary>What CPUs that are gone would have done is left out.</summary>
    private static MachineSpec Without(MachineSpec machine)
    {
        if (machine.OwnWorkload is not { } workload)
        {
            return machine;
        }

        var cpus = machine.Cpus.Select(place => place.Cpu).ToHashSet();
        ImmutableArray<WorkItem> left = [.. workload.Items.Where(item => cpus.Contains(item.Cpu))];
        return left.Length == workload.Items.Length
            ? machine
            : machine with
            {
                OwnWorkload = new Workload(left),
                Notes = machine.Notes.Add("work of CPUs that are gone is left out"),
            };
    }
}
