using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>What must hold of any machine, wherever it was read from.</summary>
internal static class MachineCheck
{
    private const int MaxNameChars = 200;

    /// <summary>Complains where the machine contradicts itself.</summary>
    public static void Require(MachineSpec machine, string file) => Require(machine, new NoPlaces(file));

    /// <summary>The same, with lines.</summary>
    public static void Require(MachineSpec machine, IMachinePlaces places)
    {
        string file = places.File;
        RequireNodes(machine.Nodes, places);
        if (machine.Name.Length is 0 or > MaxNameChars)
        {
            throw new MachineInputException(file, 0, $"a name of 1 to {MaxNameChars} characters", PlainText.Quoted(machine.Name));
        }

        if (machine.Nodes.All(node => node.Cpus.IsEmpty))
        {
            throw new MachineInputException(file, 0, "a CPU", "none on any node");
        }

        RequireMemory(machine, places);
        RequireHomes(machine, places);
        RequireHomeOfShared(machine, places);
        if (Math.Max(machine.Memory.Length, machine.Reserved.Length + machine.FreedLate.Length) > InputLimits.MaxRegions)
        {
            throw new MachineInputException(file, 0, $"at most {InputLimits.MaxRegions} regions", "more");
        }

        FreedLateCheck.Require(machine, places);
        if (machine.LateInitAfterNs is < 0 or > InputLimits.MaxComputeNs)
        {
            throw new MachineInputException(file, 0, $"lateInitAfterNs from 0 to {InputLimits.MaxComputeNs}", $"{machine.LateInitAfterNs}");
        }

        long memoryKiB = MemoryGeometry.KiBOf(machine.Memory.Sum(region => region.Frames.Pages));
        if (machine.MinFreeKiB > memoryKiB)
        {
            throw new MachineInputException(file, 0, $"a minFreeKiB of at most the memory there is, {memoryKiB} KiB", $"{machine.MinFreeKiB}");
        }

        bool counts = machine.SmpAlternativesPages is >= 0 and < 1 << 20 && (machine.MinFreeKiB ?? 0) is >= 0 and < 1L << 42;
        if (!counts)
        {
            throw new MachineInputException(file, 0, "smpAlternativesPages and minFreeKiB in reason", $"{machine.SmpAlternativesPages} and {machine.MinFreeKiB}");
        }
    }

    /// <summary>Complains about node numbers that do not ascend or are too large, and about too many CPUs.</summary>
    public static void RequireNodes(ImmutableArray<NodeSpec> nodes, IMachinePlaces places)
    {
        int last = -1;
        long listed = 0;
        foreach (var node in nodes)
        {
            if (node.Nid <= last || node.Nid >= InputLimits.MaxNodes)
            {
                throw new MachineInputException(places.File, places.LineOf(node), $"nodes by number, from 0 to {InputLimits.MaxNodes - 1}", $"node {node.Nid} after {(last < 0 ? "none" : last)}");
            }

            last = node.Nid;
            listed += node.Cpus.Length;
        }

        if (nodes.IsEmpty || listed > InputLimits.MaxListedCpus)
        {
            throw new MachineInputException(places.File, 0, $"a node, and at most {InputLimits.MaxListedCpus} CPUs in all lists", $"{nodes.Length} nodes, {listed} CPUs");
        }
    }

    private static void RequireMemory(MachineSpec machine, IMachinePlaces places)
    {
        var nids = machine.Nodes.Select(node => node.Nid).ToHashSet();
        var last = default(MemblockRegion);
        foreach (var region in machine.Memory)
        {
            if (region.Start < last.End)
            {
                throw new MachineInputException(
                    places.File, places.LineOf(region), "each piece of memory on one node", $"{region} on node {region.Nid} and {last} on node {last.Nid}");
            }

            if (!nids.Contains(region.Nid))
            {
                throw new MachineInputException(places.File, places.LineOf(region), "memory on the machine's nodes", $"{region} on node {region.Nid}");
            }

            last = region;
        }

        if (machine.Memory.All(region => region.Frames.IsEmpty))
        {
            throw new MachineInputException(places.File, 0, "memory of at least one page", "none");
        }
    }

    private static void RequireHomes(MachineSpec machine, IMachinePlaces places)
    {
        var nodes = machine.Nodes.ToDictionary(node => node.Nid);
        foreach (var home in machine.CpuHomes)
        {
            if (!nodes.TryGetValue(home.Nid, out var node) || node.Cpus.BinarySearch(home.Cpu) < 0)
            {
                throw new MachineInputException(
                    places.File, places.LineOf(home), "homes of CPUs on nodes that list them", $"cpu {home.Cpu} on node {home.Nid}");
            }
        }
    }

    /// <summary>Only fake nodes list a CPU several times, and then somebody knows where it lives.</summary>
    private static void RequireHomeOfShared(MachineSpec machine, IMachinePlaces places)
    {
        var homed = machine.CpuHomes.Select(home => home.Cpu).ToHashSet();
        var listed = new Dictionary<int, int>();
        foreach (var node in machine.Nodes)
        {
            foreach (int cpu in node.Cpus)
            {
                if (!listed.TryAdd(cpu, node.Nid) && !homed.Contains(cpu))
                {
                    throw new MachineInputException(
                        places.File, places.LineOf(node), "each CPU on one node, or its home among cpuHomes", $"cpu {cpu} on nodes {listed[cpu]} and {node.Nid}");
                }
            }
        }
    }
}
