using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What a machine does under one policy, in the numbers that policies differ by.</summary>
/// <param name="Result">The boot.</param>
/// <param name="LongestWaitNs">
/// The longest time that a zone took to answer a CPU's request for pages, from its arrival on, in nanoseconds of virtual
/// time; it holds the work for the request itself, a growth, and waiting for others.
/// </param>
public sealed record PolicyOutcome(BootResult Result, long LongestWaitNs)
{
    /// <summary>The policy.</summary>
    public InitPolicy Policy => Result.Request.Policy;

    /// <summary>Whether the machine is up.</summary>
    public bool Boots => Result.Booted;

    /// <summary>The allocation that the machine could not do without, and did not get; null where there is none.</summary>
    public WorkFailure? Failure => Result.Report?.Failure;

    /// <summary>When the boot CPU starts the others (<c>smp_init</c>), in nanoseconds; null where it does not come so far.</summary>
    public long? SmpInitNs => Phase("all CPUs")?.StartNs;

    /// <summary>How long late init takes (<c>page_alloc_init_late</c>), in nanoseconds; null where the boot ends before it does.</summary>
    public long? LateInitNs => Result.Booted && Phase("late init") is { } late ? late.EndNs - late.StartNs : null;

    /// <summary>How long the whole boot takes, in nanoseconds; null where it does not come to its end.</summary>
    public long? BootNs => Result.Booted ? Result.VirtualNs : null;

    /// <summary>Free pages that are built until <c>smp_init</c> begins, by the early memory map and by growth.</summary>
    public long PagesBeforeSmp => Nodes.Sum(node => node.EarlyPages)
        + Growths.Where(growth => SmpInitNs is not { } smp || growth.AtNs <= smp).Sum(growth => growth.Pages);

    /// <summary>Every growth that built pages.</summary>
    public IEnumerable<Growth> Growths => Nodes.SelectMany(node => node.Growths);

    /// <summary>Pages that memblock freed after its hand-over and that nobody will ever have.</summary>
    public long LostPages => Nodes.Sum(node => node.LostPages);

    /// <summary>What became of all allocations.</summary>
    public AllocationTally Allocations => Nodes.Aggregate(AllocationTally.Zero, (sum, node) => sum + node.Allocations);

    /// <summary>Invariants that broke in this boot.</summary>
    public ImmutableArray<Invariant> Broken => [.. Result.Violations.Select(violation => violation.Invariant).Distinct().Order()];

    /// <summary>
    /// Invariants that the policy does not claim: they hold here or not, and under another order of messages they may break.
    /// Whether pages are lost is the same in every order: that counts only where some are.
    /// </summary>
    public ImmutableArray<Invariant> AtRisk =>
        [.. Invariants.All.Except(Policy.Claims).Where(invariant => invariant != Invariant.NoPageLost).Union(Broken).Order()];

    private ImmutableArray<NodeReport> Nodes => Result.Report?.Nodes ?? [];

    private BootPhase? Phase(string name) => Result.Phases.FirstOrDefault(phase => phase.Name == name);
}
