using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>Nodes as <c>-numa</c> and <c>-object memory-backend-...</c> describe them (<c>hw/core/numa.c</c>).</summary>
internal sealed class QemuNuma
{
    private readonly SortedDictionary<int, ulong> _bytes = [];
    private readonly SortedDictionary<int, SortedSet<int>> _cpus = [];
    private readonly SortedDictionary<(int From, int To), int> _distances = [];
    private readonly HashSet<int> _placed = [];

    /// <summary>Reads the nodes.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="memoryBytes">All memory.</param>
    /// <param name="topology">The CPUs.</param>
    /// <exception cref="MachineInputException">Nodes, memory and CPUs do not add up.</exception>
    public QemuNuma(QemuArguments arguments, ulong memoryBytes, QemuTopology topology)
    {
        var backends = Backends(arguments);
        foreach (var option in arguments.Of("-numa"))
        {
            switch (option.Head)
            {
                case "node":
                    AddNode(option, backends, topology);
                    break;
                case "cpu":
                    AddCpu(option, topology);
                    break;
                case "dist":
                    AddDistance(option);
                    break;
            }
        }

        if (_bytes.Count == 0)
        {
            _bytes[0] = memoryBytes;
            _cpus[0] = [];
        }

        ulong sum = _bytes.Values.Aggregate(0UL, (sum, bytes) => sum + bytes);
        if (sum != memoryBytes)
        {
            throw new MachineInputException(
                arguments.File, 0, $"nodes whose memory adds up to -m {MemorySize.Format(memoryBytes)}", MemorySize.Format(sum));
        }

        PlaceOtherCpus(topology);
    }

    /// <summary>Bytes of each node.</summary>
    public IReadOnlyDictionary<int, ulong> Bytes => _bytes;

    /// <summary>The nodes with their CPUs.</summary>
    public ImmutableArray<NodeSpec> Nodes => [.. _bytes.Keys.Select(nid => new NodeSpec(nid, [.. _cpus[nid]]))];

    /// <summary>The distances; a direction that is not given is as its opposite.</summary>
    public NodeDistances Distances
    {
        get
        {
            const int mostRows = 4096;
            ImmutableArray<int> nids = [.. _bytes.Keys];
            return _distances.Count == 0 || nids.Length > mostRows
                ? NodeDistances.Uniform
                : NodeDistances.FromRows(nids, [.. nids.Select(from => nids.Select(to => Between(from, to)).ToImmutableArray())]);
        }
    }

    private static Dictionary<string, ulong> Backends(QemuArguments arguments)
    {
        var backends = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var option in arguments.Of("-object"))
        {
            string type = option.Head ?? option.Last("qom-type") ?? "";
            if (type.StartsWith("memory-backend-", StringComparison.Ordinal) && option.Last("id") is { } id)
            {
                backends[id] = option.Last("size") is { } size
                    ? option.Size(size, unitBytes: 1)
                    : throw option.Unexpected("size= of a memory backend", id);
            }
        }

        return backends;
    }

    private int Between(int from, int to)
    {
        if (_distances.TryGetValue((from, to), out int distance) || _distances.TryGetValue((to, from), out distance))
        {
            return distance;
        }

        return from == to ? NodeDistances.Local : NodeDistances.Remote;
    }

    private void AddNode(QemuOption option, Dictionary<string, ulong> backends, QemuTopology topology)
    {
        int nid = option.Number("nodeid", InputLimits.MaxNodes) ?? _bytes.Count;
        if (_bytes.ContainsKey(nid) || nid >= InputLimits.MaxNodes)
        {
            throw option.Unexpected("each node once", $"nodeid={nid}");
        }

        ulong bytes = 0;
        if (option.Last("memdev") is { } backend)
        {
            bytes = backends.TryGetValue(backend, out ulong size) ? size : throw option.Unexpected("the id of a memory backend", backend);
        }
        else if (option.Last("mem") is { } size)
        {
            bytes = option.Size(size, unitBytes: 1 << 20);
        }

        _bytes[nid] = bytes;
        _cpus[nid] = [];
        foreach (string cpus in option.All("cpus"))
        {
            TakeCpus(option, nid, cpus, topology);
        }
    }

    private void TakeCpus(QemuOption option, int nid, string cpus, QemuTopology topology)
    {
        int dash = cpus.IndexOf('-', StringComparison.Ordinal);
        int first = option.Number(dash < 0 ? cpus : cpus[..dash], "cpus", topology.Cpus);
        int last = dash < 0 ? first : option.Number(cpus[(dash + 1)..], "cpus", topology.Cpus);
        if (last < first)
        {
            throw option.Unexpected("cpus= with a range that ascends", cpus);
        }

        for (int cpu = first; cpu <= last; cpu++)
        {
            Place(option, nid, cpu);
        }
    }

    private void AddCpu(QemuOption option, QemuTopology topology)
    {
        int nid = option.Number("node-id", InputLimits.MaxNodes) ?? throw option.Unexpected("node-id= of a CPU", "none");
        if (!_bytes.ContainsKey(nid))
        {
            throw option.Unexpected("a node that was described before", $"node-id={nid}");
        }

        foreach (int cpu in topology.Matching(option))
        {
            Place(option, nid, cpu);
        }
    }

    private void Place(QemuOption option, int nid, int cpu)
    {
        if (!_placed.Add(cpu))
        {
            throw option.Unexpected("each CPU on one node", $"cpu {cpu}");
        }

        _cpus[nid].Add(cpu);
    }

    private void AddDistance(QemuOption option)
    {
        const int farthest = 256;
        int from = option.Number("src", InputLimits.MaxNodes) ?? throw option.Unexpected("src=", "none");
        int to = option.Number("dst", InputLimits.MaxNodes) ?? throw option.Unexpected("dst=", "none");
        int distance = option.Number("val", farthest) ?? throw option.Unexpected("val=", "none");
        if (!_bytes.ContainsKey(from) || !_bytes.ContainsKey(to) || distance < NodeDistances.Local)
        {
            throw option.Unexpected("a distance from 10 to 255 of nodes that were described before", $"{from} to {to}: {distance}");
        }

        _distances[(from, to)] = distance;
    }

    /// <summary>CPUs that no option places: on node 0 where options place others, else socket by socket over the nodes.</summary>
    private void PlaceOtherCpus(QemuTopology topology)
    {
        var nids = _bytes.Keys.ToList();
        for (int cpu = 0; cpu < topology.Cpus; cpu++)
        {
            if (!_placed.Contains(cpu))
            {
                _cpus[_placed.Count > 0 ? nids[0] : nids[topology.SocketOf(cpu) % nids.Count]].Add(cpu);
            }
        }
    }
}
