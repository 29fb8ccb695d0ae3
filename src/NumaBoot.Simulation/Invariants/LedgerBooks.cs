using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What the judges share: what is known of zones and nodes, and what broke.</summary>
internal sealed class LedgerBooks
{
    private readonly SortedDictionary<Invariant, Violation> _violations = [];
    private readonly Func<long> _deliveries;

    public LedgerBooks(BootPlan plan, IEnumerable<NodePlan> nodes, Func<long> deliveries)
    {
        _deliveries = deliveries;
        Plan = plan;
        foreach (var node in nodes)
        {
            foreach (var zone in node.Zones)
            {
                var book = new ZoneBook(zone, node.ImagePages, plan.Machine.Geometry);
                Zones.Add(zone.Ref, book);
                ZonesInOrder.Add((zone.Ref, book));
            }

            var last = node.LastZone;
            Nodes.Add(node.Nid, new NodeBook { LastKind = last?.Ref.Kind, LastZone = last is null ? null : Zones[last.Ref] });
        }
    }

    public BootPlan Plan { get; }

    /// <summary>The zones; where order shows, the plan's is used.</summary>
    public Dictionary<ZoneRef, ZoneBook> Zones { get; } = [];

    /// <summary>The nodes that are judged here, by nid.</summary>
    public SortedDictionary<int, NodeBook> Nodes { get; } = [];

    /// <summary>The first thing that broke each invariant.</summary>
    public ImmutableArray<Violation> Violations => [.. _violations.Values];

    /// <summary>How many deliveries were begun.</summary>
    public long Delivery => _deliveries();

    /// <summary>All zones in the order of nodes.</summary>
    public List<(ZoneRef Zone, ZoneBook Book)> ZonesInOrder { get; } = [];

    /// <summary>Whether an invariant broke before, so that there is nothing more to say about it.</summary>
    public bool IsBroken(Invariant invariant) => _violations.ContainsKey(invariant);

    /// <summary>Notes that an invariant broke; each is reported once.</summary>
    public void Break(Invariant invariant, string detail, PfnRange frames = default) =>
        _violations.TryAdd(invariant, new Violation(invariant, detail, frames, Delivery));
}
