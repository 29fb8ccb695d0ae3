using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>A node and its memory in JSON.</summary>
internal sealed record NodeDocument
{
    /// <summary>Its number.</summary>
    public required int Nid { get; init; }

    /// <summary>The CPUs that it lists.</summary>
    [JsonConverter(typeof(CpuListConverter))]
    public ImmutableArray<int> Cpus { get; init; } = [];

    /// <summary>Its memory.</summary>
    public ImmutableArray<RegionDocument> Memory { get; init; } = [];
}
