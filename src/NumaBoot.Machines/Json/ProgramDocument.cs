using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>What some CPUs do, each of them all of it, in JSON.</summary>
internal sealed record ProgramDocument
{
    /// <summary>The CPUs, such as <c>"0-63"</c>.</summary>
    [JsonConverter(typeof(CpuListConverter))]
    public required ImmutableArray<int> Cpus { get; init; }

    /// <summary>What each does, in this order within a phase.</summary>
    public required ImmutableArray<WorkItemDocument> Items { get; init; }
}
