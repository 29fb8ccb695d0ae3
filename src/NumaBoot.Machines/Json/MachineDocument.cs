using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A machine in JSON; see <see cref="MachineSpec"/> for what the properties mean.</summary>
internal sealed record MachineDocument
{
    /// <summary>The name and version of this form.</summary>
    public const string SchemaName = "numaboot/machine/1";

    /// <summary><see cref="SchemaName"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>What reports call the machine.</summary>
    public required string Name { get; init; }

    /// <summary>The sizes that memory is counted in; x86's where left out.</summary>
    public GeometryDocument? Geometry { get; init; }

    /// <summary>Where zones end; x86's where left out.</summary>
    public ZoneLimitsDocument? ZoneLimits { get; init; }

    /// <summary>The nodes by nid.</summary>
    public required ImmutableArray<NodeDocument> Nodes { get; init; }

    /// <summary>Rows of distances in the order of the nodes; 10 and 20 where left out.</summary>
    public ImmutableArray<string> Distances { get; init; } = [];

    /// <summary>What memblock holds back.</summary>
    public ImmutableArray<RegionDocument> Reserved { get; init; } = [];

    /// <summary>What memblock holds back, too, and frees later in boot.</summary>
    public ImmutableArray<RegionDocument> FreedLate { get; init; } = [];

    /// <summary>The kernel command line.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Whether <see cref="Reserved"/> holds what the command line reserves.</summary>
    public bool ReservationsIncludeCommandLine { get; init; }

    /// <summary>What of <see cref="Reserved"/> is kept for a crash kernel.</summary>
    public ImmutableArray<RegionDocument> CrashKernel { get; init; } = [];

    /// <summary>Where the kernel image lies.</summary>
    public RegionDocument? KernelImage { get; init; }

    /// <summary>Pages that the kernel frees of its image before SMP.</summary>
    public long SmpAlternativesPages { get; init; }

    /// <summary>min_free_kbytes where the machine fixes it.</summary>
    public long? MinFreeKiB { get; init; }

    /// <summary>Whether CPUs keep page lists.</summary>
    public bool HasPageLists { get; init; } = true;

    /// <summary>Whether khugepaged raises min_free_kbytes.</summary>
    public bool RaisesMinFree { get; init; } = true;

    /// <summary>How long after its CPUs run late init begins.</summary>
    public long LateInitAfterNs { get; init; }

    /// <summary>Homes of CPUs that several nodes list.</summary>
    public ImmutableArray<CpuPlace> CpuHomes { get; init; } = [];

    /// <summary>Published times of late init.</summary>
    public ImmutableArray<PublishedInitDocument> PublishedInits { get; init; } = [];

    /// <summary>Published fallback orders: for each node its nid and then the order.</summary>
    public ImmutableArray<FallbackOrderDocument> PublishedFallbackOrders { get; init; } = [];

    /// <summary>What its CPUs do; left out where the command line tells.</summary>
    public ImmutableArray<ProgramDocument>? Workload { get; init; }
}
