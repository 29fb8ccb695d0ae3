using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>What one block of lanes recorded for the trace of a boot.</summary>
/// <param name="Spans">The spans that began on it.</param>
/// <param name="Updates">What became known on it about spans, in the order in which it did on each lane.</param>
/// <param name="LeftOut">How many spans were not recorded because a lane had as many as it may have.</param>
public sealed record BlockTrace(ImmutableArray<SpanRecord> Spans, ImmutableArray<SpanUpdate> Updates, long LeftOut)
{
    /// <summary>Nothing was recorded.</summary>
    public static BlockTrace Nothing { get; } = new([], [], 0);

    /// <summary>What init workers did; empty where <see cref="TraceSettings.HasWork"/> is not set.</summary>
    public ImmutableArray<WorkRecord> Work { get; init; } = [];

    /// <summary>How often the work of one was not recorded because a lane had as much as it may have.</summary>
    public long WorkLeftOut { get; init; }
}
