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
    public ImmutableSortedDictionary<int, long> ListCounts(Memory.ZoneRef zone)
    {
        ImmutableSortedDictionary<int, long>.Builder? counts = null;
        foreach (var cpu in Cpus.Values)
        {
            foreach (var held in cpu.Holdings)
            {
                if (held.Zone == zone && held.ListPages > 0)
                {
                    (counts ??= ImmutableSortedDictionary.CreateBuilder<int, long>()).Add(cpu.Cpu, held.ListPages);
                }
            }
        }

        return counts?.ToImmutable() ?? ImmutableSortedDictionary<int, long>.Empty;
    }
}
