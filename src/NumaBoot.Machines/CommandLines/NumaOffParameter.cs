namespace NumaBoot.Machines;

/// <summary><c>numa=off</c>: everything is on node 0 (<c>arch/x86/mm/numa.c: numa_setup, dummy_numa_init</c>).</summary>
internal static class NumaOffParameter
{
    /// <summary>
    /// The machine with as many nodes as the command line leaves it. Fake nodes are made by the kernel and not here: only
    /// a machine that has them already may ask for them.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="change">What it has and what it shall have.</param>
    /// <exception cref="MachineInputException">Fake nodes are asked for that the machine has not, or the nodes that <c>numa=off</c> hid.</exception>
    public static MachineSpec Apply(MachineSpec machine, CommandLineChange change)
    {
        if (!change.Concerns("numa"))
        {
            return machine;
        }

        change.RequireNew("numa", before => before.Last("numa") is not null);
        if (change.After.Last("numa") is { } value && value.StartsWith("fake", StringComparison.Ordinal))
        {
            throw MemorySize.Unexpected("numa", value, "\"off\" (a machine of fake nodes is read from the log of one)", change.After.FileOf("numa"));
        }

        return change.After.Last("numa") == "off" ? OneNode(machine) : machine;
    }

    private static MachineSpec OneNode(MachineSpec machine)
    {
        var memory = new Memory.MemblockRegions();
        foreach (var region in machine.Memory)
        {
            memory.Add(region with { Nid = 0 });
        }

        return machine with
        {
            Nodes = [new NodeSpec(0, [.. machine.Cpus.Select(place => place.Cpu)])],
            Memory = [.. memory],
            Distances = NodeDistances.Uniform,
            CpuHomes = [],
            PublishedInits = [],
            PublishedFallbackOrders = [],
        };
    }
}
