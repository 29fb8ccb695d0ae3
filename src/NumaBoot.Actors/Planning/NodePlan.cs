using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a node starts from.</summary>
/// <param name="Layout">Where its zones lie.</param>
/// <param name="Zones">Its zones, from low to high.</param>
/// <param name="Cpus">The CPUs that live on it, ascending.</param>
/// <param name="ListedCpus">How many CPUs it lists, which fake NUMA nodes do more than once (<c>cpumask_of_node</c>).</param>
/// <param name="Frontier">Where its early memory map stops.</param>
/// <param name="EarlyMapPages">Pages that its early memory map builds, reserved ones with them.</param>
/// <param name="ImagePages">Pages of the kernel image that are freed before SMP; empty on all nodes but one.</param>
public sealed record NodePlan(
    NodeLayout Layout,
    ImmutableArray<ZonePlan> Zones,
    ImmutableArray<int> Cpus,
    int ListedCpus,
    long Frontier,
    long EarlyMapPages,
    PfnRange ImagePages)
{
    /// <summary>Its number.</summary>
    public int Nid => Layout.Nid;

    /// <summary>The most threads that its late init may want, 0 and up; one works in any case (<c>deferred_page_init_max_threads</c>).</summary>
    public int InitThreads { get; init; } = ListedCpus;

    /// <summary>The zone that may have deferred pages; null for a node without memory.</summary>
    public ZonePlan? LastZone => Zones.IsEmpty ? null : Zones[^1];

    /// <summary>Whether allocations can fall back on it.</summary>
    public bool HasMemory => Layout.PresentPages > 0;
}
