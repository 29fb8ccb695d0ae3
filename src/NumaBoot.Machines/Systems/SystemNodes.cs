using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>Nodes with their CPUs and distances, from <c>/sys/devices/system/node</c>, or else one node of all CPUs.</summary>
internal sealed class SystemNodes
{
    private readonly SystemTree _tree;
    private readonly List<string> _notes = [];

    private SystemNodes(SystemTree tree)
    {
        _tree = tree;
        ImmutableArray<int> nids = [.. Nids()];
        IsKnown = !nids.IsEmpty;
        Nodes = IsKnown ? WithCpus(nids) : [AllCpus()];
        Distances = IsKnown ? ReadDistances(nids) : NodeDistances.Uniform;
        Homes = ReadHomes();
    }

    /// <summary>Whether the system shows its nodes.</summary>
    public bool IsKnown { get; }

    /// <summary>The nodes.</summary>
    public ImmutableArray<NodeSpec> Nodes { get; }

    /// <summary>The distances between them.</summary>
    public NodeDistances Distances { get; }

    /// <summary>Where CPUs live that several nodes list.</summary>
    public ImmutableArray<CpuPlace> Homes { get; }

    /// <summary>What is assumed.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads the nodes of a tree.</summary>
    /// <exception cref="MachineInputException">A file is not what it should be, or CPUs are nowhere listed.</exception>
    public static SystemNodes Read(SystemTree tree) => new(tree);

    private SortedSet<int> Nids()
    {
        var nids = _tree.Numbers(_tree.Nodes, "node");
        if (nids.Count > 0 && nids.Max >= InputLimits.MaxNodes)
        {
            throw new MachineInputException(_tree.PathOf(_tree.Nodes), 0, $"nodes below {InputLimits.MaxNodes}", $"node{nids.Max}");
        }

        if (nids.Count > 0 && _tree.TryReadFirst(Path.Combine(_tree.Nodes, "online")) is { } line)
        {
            var online = CpuList.Parse(line.Text, line, InputLimits.MaxNodes);
            nids = nids.SetEquals(online) ? nids : throw line.Unexpected($"the nodes that have a folder, {CpuList.Format([.. nids])}");
        }

        return nids;
    }

    private ImmutableArray<NodeSpec> WithCpus(ImmutableArray<int> nids)
    {
        var nodes = ImmutableArray.CreateBuilder<NodeSpec>(nids.Length);
        long listed = 0;
        foreach (int nid in nids)
        {
            nodes.Add(new NodeSpec(nid, CpusOf(nid)));
            listed += nodes[^1].Cpus.Length;
            if (listed > InputLimits.MaxListedCpus)
            {
                throw new MachineInputException(_tree.Place, 0, $"at most {InputLimits.MaxListedCpus} CPUs in all lists", "more");
            }
        }

        return nodes.MoveToImmutable();
    }

    /// <summary>A node without CPUs has an empty list, or an empty file where a copy is not exact.</summary>
    private ImmutableArray<int> CpusOf(int nid)
    {
        if (_tree.TryRead(_tree.OfNode(nid, "cpulist")) is { } list)
        {
            return list.Count == 0 ? [] : CpuList.Parse(list[0].Text, list[0]);
        }

        return _tree.TryRead(_tree.OfNode(nid, "cpumap")) is { } map
            ? map.Count == 0 ? [] : CpuMask.Parse(map[0].Text, map[0])
            : throw new MachineInputException(_tree.PathOf(_tree.OfNode(nid, "cpulist")), 0, "a file that lists the CPUs of the node", "none that can be read");
    }

    private NodeSpec AllCpus()
    {
        _notes.Add("the system shows no NUMA nodes: all CPUs and all memory are on node 0");
        string name = SystemTree.Cpus + "/online";
        return _tree.TryReadFirst(name) is { } line
            ? new NodeSpec(0, CpuList.Parse(line.Text, line))
            : throw new MachineInputException(_tree.PathOf(name), 0, "a file that lists the CPUs", "none that can be read");
    }

    private NodeDistances ReadDistances(ImmutableArray<int> nids)
    {
        var rows = nids.Select(nid => _tree.TryReadFirst(_tree.OfNode(nid, "distance"))).ToList();
        if (rows.TrueForAll(row => row is null))
        {
            if (nids.Length > 1)
            {
                _notes.Add("distances are assumed to be 10 and 20: none can be read");
            }

            return NodeDistances.Uniform;
        }

        var table = new List<ImmutableArray<int>>();
        for (int at = 0; at < nids.Length; at++)
        {
            string place = _tree.PathOf(_tree.OfNode(nids[at], "distance"));
            table.Add(rows[at] is { } line ? DistanceRow.Parse(line) : throw new MachineInputException(place, 0, "a file of distances as beside the other nodes", "none that can be read"));
            if (table[at].Length != nids.Length)
            {
                throw new MachineInputException(place, 1, $"{nids.Length} distances", $"{table[at].Length}");
            }
        }

        return NodeDistances.FromRows(nids, table);
    }

    /// <summary>Fake nodes list each CPU of the real one; each holds links to those that live there (<c>register_cpu_under_node</c>).</summary>
    private ImmutableArray<CpuPlace> ReadHomes()
    {
        var first = new SortedDictionary<int, int>();
        var shared = new SortedDictionary<int, int>();
        foreach (var node in Nodes)
        {
            foreach (int cpu in node.Cpus)
            {
                if (!first.TryAdd(cpu, node.Nid))
                {
                    shared[cpu] = first[cpu];
                }
            }
        }

        if (shared.Count == 0)
        {
            return [];
        }

        bool linked = false;
        foreach (var node in Nodes)
        {
            foreach (int cpu in _tree.Numbers(Path.Combine(_tree.Nodes, $"node{node.Nid}"), "cpu").Where(shared.ContainsKey).Where(node.Cpus.Contains))
            {
                shared[cpu] = node.Nid;
                linked = true;
            }
        }

        if (!linked)
        {
            _notes.Add("CPUs that several nodes list are taken to live on the first of these: the nodes hold no links to them");
        }

        return [.. shared.Select(home => new CpuPlace(home.Key, home.Value))];
    }
}
