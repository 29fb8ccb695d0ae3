using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A workload in JSON.</summary>
internal sealed record WorkloadDocument
{
    /// <summary>The name and version of this form.</summary>
    public const string SchemaName = "numaboot/workload/1";

    /// <summary><see cref="SchemaName"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>What the CPUs do.</summary>
    public required ImmutableArray<ProgramDocument> Programs { get; init; }
}
