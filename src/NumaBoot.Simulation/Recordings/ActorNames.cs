using System.Globalization;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>The actors of a boot by the names that reports use.</summary>
internal sealed class ActorNames
{
    private const string Worker = "worker ";

    private readonly BootPlan _plan;
    private readonly Dictionary<string, ActorAddress> _actors = new(StringComparer.Ordinal);
    private readonly HashSet<int> _cpus;
    private readonly HashSet<int> _nids;

    /// <summary>The actors of a plan.</summary>
    public ActorNames(BootPlan plan)
    {
        _plan = plan;
        _cpus = [.. plan.Cpus.Select(place => place.Cpu)];
        _nids = [.. plan.Nodes.Select(node => node.Nid)];
        Add(ActorAddress.Supervisor);
        Add(ActorAddress.Coordinator(WriterScope.Machine, ActorAddress.Machine));
        foreach (var node in plan.Nodes)
        {
            Add(ActorAddress.Node(node.Nid));
            Add(ActorAddress.Coordinator(WriterScope.Node, node.Nid));
            foreach (var zone in node.Zones)
            {
                Add(ActorAddress.Zone(zone.Ref));
            }
        }

        foreach (var (cpu, nid) in plan.Cpus)
        {
            Add(ActorAddress.Cpu(nid, cpu));
        }
    }

    /// <summary>The actor of a name.</summary>
    /// <exception cref="MachineInputException">The machine has no such actor.</exception>
    public ActorAddress Require(string? name, JsonPlace place) =>
        name is not null && (_actors.TryGetValue(name, out var actor) || TryWorker(name, out actor))
            ? actor
            : throw place.Unexpected("an actor of the machine such as \"supervisor\", \"node 0\", \"zone 0:Normal\" or \"cpu 0\"", PlainText.Quoted(name));

    /// <summary>A CPU of the machine.</summary>
    public int RequireCpu(int? cpu, JsonPlace place) =>
        cpu is { } number && _cpus.Contains(number) ? number : throw place.Unexpected("\"cpu\", one of the machine", Found(cpu));

    /// <summary>A node of the machine.</summary>
    public int RequireNode(int? nid, JsonPlace place) =>
        nid is { } number && _nids.Contains(number) ? number : throw place.Unexpected("\"node\", one of the machine", Found(nid));

    /// <summary>An order that the machine has blocks of.</summary>
    public int RequireOrder(int? order, JsonPlace place)
    {
        int largest = _plan.Machine.Geometry.MaxOrder;
        return order is { } number && number >= 0 && number <= largest ? number : throw place.Unexpected($"\"order\" from 0 to {largest}", Found(order));
    }

    private static string Found(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    /// <summary>Workers come and go; which there will be is not known before.</summary>
    private bool TryWorker(string name, out ActorAddress worker)
    {
        worker = default;
        if (!name.StartsWith(Worker, StringComparison.Ordinal)
            || name[Worker.Length..].Split('.') is not [var nid, var index]
            || !int.TryParse(nid, NumberStyles.None, CultureInfo.InvariantCulture, out int node)
            || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !_nids.Contains(node))
        {
            return false;
        }

        worker = ActorAddress.Worker(node, number);
        return true;
    }

    private void Add(ActorAddress actor) => _actors[actor.ToString()] = actor;
}
