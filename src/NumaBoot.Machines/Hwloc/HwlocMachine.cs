using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Makes a machine of hwloc's nodes. hwloc says nothing of addresses, reservations and command line.</summary>
internal static class HwlocMachine
{
    private const string AddressesAssumed =
        "addresses are assumed: hwloc tells only how much memory each node has, so nodes lie one behind the other as on QEMU's PC, with typical reservations";

    /// <summary>The machine.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="file">What messages call the text.</param>
    /// <param name="nodes">The nodes in hwloc's own order, as they are met from the root down.</param>
    /// <param name="distances">The distances between them.</param>
    /// <param name="notes">What else was guessed.</param>
    /// <exception cref="MachineInputException">There is no node, one is there twice, or they have no memory or no CPU.</exception>
    public static MachineSpec Build(string name, string file, IReadOnlyList<HwlocNode> nodes, NodeDistances distances, ImmutableArray<string> notes)
    {
        RequireSizes(file, nodes);
        var cpus = Homes(nodes);
        var bytes = new SortedDictionary<int, ulong>();
        foreach (var node in nodes)
        {
            bytes[node.Nid] = node.Bytes & ~((ulong)MemoryGeometry.PageBytes - 1);
        }

        var machine = new MachineSpec
        {
            Name = name,
            Nodes = [.. bytes.Keys.Select(nid => new NodeSpec(nid, [.. cpus[nid]]))],
            Memory = PcMemory.Lay(bytes, PcMemory.LowBytes(bytes.Values.Aggregate(0UL, (sum, ofNode) => sum + ofNode))),
            Distances = distances,
            Notes = [.. notes, AddressesAssumed],
        };
        return TypicalMachine.Complete(machine, file);
    }

    private static void RequireSizes(string file, IReadOnlyList<HwlocNode> nodes)
    {
        var nids = new HashSet<int>();
        ulong sum = 0;
        long listed = 0;
        foreach (var node in nodes)
        {
            if (!nids.Add(node.Nid))
            {
                throw new MachineInputException(file, 0, "each NUMA node once", $"os_index {node.Nid} twice");
            }

            // Addresses have 52 bits, and the gap below 4 GiB is no memory.
            sum = node.Bytes > InputLimits.MaxAddress ? InputLimits.MaxAddress : sum + node.Bytes;
            listed += node.Cpus.Length;
            if (sum >= InputLimits.MaxAddress >> 1 || listed > InputLimits.MaxListedCpus)
            {
                throw new MachineInputException(
                    file, 0, $"nodes of less than 2P together, with at most {InputLimits.MaxListedCpus} CPUs in all their sets", "more");
            }
        }
    }

    /// <summary>
    /// The kernel has each CPU on one node: the one that is local to the fewest CPUs, and of several such the first, which
    /// hwloc puts before faster and slower memory beside it. The others are nodes without CPUs.
    /// </summary>
    private static SortedDictionary<int, SortedSet<int>> Homes(IReadOnlyList<HwlocNode> nodes)
    {
        var cpus = new SortedDictionary<int, SortedSet<int>>();
        var placed = new HashSet<int>();
        foreach (var node in nodes)
        {
            cpus[node.Nid] = [];
        }

        foreach (var node in nodes.OrderBy(node => node.Cpus.Length))
        {
            cpus[node.Nid].UnionWith(node.Cpus.Where(placed.Add));
        }

        return cpus;
    }
}
