using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>Answers that a node is collecting.</summary>
internal sealed class NodeReporting(long number, bool atTheEnd, IEnumerable<ActorAddress> children)
{
    public long Number { get; } = number;

    public bool AtTheEnd { get; } = atTheEnd;

    /// <summary>Who has not answered.</summary>
    public HashSet<ActorAddress> ToHear { get; } = [.. children];

    public SortedDictionary<Memory.ZoneKind, ZoneSnapshot> Zones { get; } = [];

    public NodeMessages.CoordinatorReported? Coordinator { get; set; }

    public SortedDictionary<int, NodeMessages.CpuReported> Cpus { get; } = [];

    /// <summary>Pages on the CPUs' lists of a zone of this node.</summary>
    public ImmutableSortedDictionary<int, long> ListCounts(Memory.ZoneRef zone) =>
        Cpus.Values.SelectMany(cpu => cpu.Holdings.Where(held => held.Zone == zone && held.ListPages > 0)
                .Select(held => KeyValuePair.Create(cpu.Cpu, held.ListPages)))
            .ToImmutableSortedDictionary();
}
