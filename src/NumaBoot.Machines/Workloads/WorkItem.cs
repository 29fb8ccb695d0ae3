using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>One thing that a CPU does.</summary>
public sealed record WorkItem
{
    /// <summary>Which CPU does it.</summary>
    public required int Cpu { get; init; }

    /// <summary>When.</summary>
    public required WorkPhase Phase { get; init; }

    /// <summary>What.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>Allocate: log2 of the pages of one block.</summary>
    public int Order { get; init; }

    /// <summary>Allocate: how many blocks; each is an allocation of its own.</summary>
    public long Count { get; init; } = 1;

    /// <summary>
    /// Allocate: the preferred node; null: the CPU's own. <see cref="Interleaved"/> overrides it.
    /// </summary>
    public int? Nid { get; init; }

    /// <summary>Allocate: blocks go round robin over all nodes with memory (the boot task's memory policy).</summary>
    public bool Interleaved { get; init; }

    /// <summary>Allocate: the highest zone that will do (<c>gfp_zone</c>).</summary>
    public ZoneKind HighestZone { get; init; } = ZoneKind.Normal;

    /// <summary>Allocate: the migrate type (<c>gfp_migratetype</c>).</summary>
    public MigrateType Type { get; init; }

    /// <summary>Allocate: what a failure means.</summary>
    public WorkNeed Need { get; init; } = WorkNeed.Required;

    /// <summary>Allocate: whether order 0 goes through the CPU's page list.</summary>
    public bool UsesPageList { get; init; } = true;

    /// <summary>Compute: how long, in nanoseconds.</summary>
    public long DurationNs { get; init; }

    /// <summary>What it is for, in reports; for Free the label of the allocations of the same CPU to give back.</summary>
    public string Label { get; init; } = "";
}
