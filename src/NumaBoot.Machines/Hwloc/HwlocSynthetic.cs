using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// Builds the nodes of a synthetic description as hwloc does: a level's objects are counted through, attached nodes are
/// numbered once all below them are, and a machine that names no node has one of all CPUs.
/// </summary>
internal sealed class HwlocSynthetic
{
    /// <summary>What hwloc gives a node where nothing is said.</summary>
    private const ulong DefaultBytes = 1UL << 30;

    private readonly List<HwlocLevel> _levels;
    private readonly InputLine _line;
    private readonly ImmutableArray<int> _cpus;
    private readonly ImmutableArray<int> _nids;
    private readonly List<HwlocNode> _nodes = [];
    private int _lastLevel;
    private int _numbered;

    private HwlocSynthetic(InputLine line)
    {
        _line = line;
        _levels = new HwlocSyntheticText(line).Levels();
        if (_levels.All(level => level.Kind != HwlocKind.NumaNode && level.Attached.IsEmpty))
        {
            _levels[0] = _levels[0] with { Attached = [new HwlocLevel { Kind = HwlocKind.NumaNode, Bytes = DefaultBytes }] };
        }

        RequireSizes();
        _cpus = HwlocIndexes.Of(_levels[^1].Indexes, _levels[^1].Count, InputLimits.MaxCpus);
        var given = _levels.SelectMany(level => level.Attached.Add(level)).Where(level => level.Kind == HwlocKind.NumaNode).ToList();
        if (given.Count > 1 && given.Any(node => node.Indexes is not null))
        {
            throw line.Unexpected("indexes= of nodes that are attached at one place only");
        }

        _nids = HwlocIndexes.Of(given[0].Indexes, _levels.Sum(NodesOf), InputLimits.MaxNodes);
    }

    /// <summary>The machine of a description.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="line">The description and where it stands.</param>
    /// <exception cref="MachineInputException">It is none, or something in it is not understood.</exception>
    public static MachineSpec Read(string name, InputLine line)
    {
        var synthetic = new HwlocSynthetic(line);
        synthetic.Visit(0, 0);
        ImmutableArray<string> notes = synthetic._nodes.Count > 1 ? ["distances are assumed to be 10 and 20: a synthetic description has none"] : [];
        return HwlocMachine.Build(name, line.File, synthetic._nodes, NodeDistances.Uniform, notes);
    }

    private static int NodesOf(HwlocLevel level) => (level.Attached.Length + (level.Kind == HwlocKind.NumaNode ? 1 : 0)) * level.Count;

    private void RequireSizes()
    {
        long nodes = 0;
        long listed = 0;
        for (int at = 0; at < _levels.Count; at++)
        {
            long perObject = _levels[at].Attached.Length + (_levels[at].Kind == HwlocKind.NumaNode ? 1 : 0);
            nodes += perObject * _levels[at].Count;
            listed += perObject * _levels[^1].Count;
            _lastLevel = perObject > 0 ? at : _lastLevel;
        }

        if (nodes > InputLimits.MaxNodes || listed > InputLimits.MaxListedCpus)
        {
            throw _line.Unexpected($"at most {InputLimits.MaxNodes} nodes, and {InputLimits.MaxListedCpus} CPUs in all their sets", $"{nodes} nodes, {listed} CPUs");
        }
    }

    /// <summary>An object with its nodes, in hwloc's order: what is attached comes first, but is numbered last.</summary>
    private void Visit(int at, int ordinal)
    {
        var level = _levels[at];
        var own = level.Kind == HwlocKind.NumaNode ? level.Attached.Add(level with { Bytes = level.Bytes == 0 ? DefaultBytes : level.Bytes }) : level.Attached;
        int place = _nodes.Count;
        int cpus = _levels[^1].Count / level.Count;
        var set = own.IsEmpty ? [] : _cpus.Slice(ordinal * cpus, cpus).Sort();
        _nodes.AddRange(own.Select(node => new HwlocNode(-1, set, node.Bytes)));
        for (int child = 0; at < _lastLevel && child < _levels[at + 1].Arity; child++)
        {
            Visit(at + 1, (ordinal * _levels[at + 1].Arity) + child);
        }

        for (int node = 0; node < own.Length; node++)
        {
            _nodes[place + node] = _nodes[place + node] with { Nid = _nids[_numbered++] };
        }
    }
}
