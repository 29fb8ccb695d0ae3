using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>What the CPUs of a machine do while it boots.</summary>
/// <param name="Items">Each CPU does its items of a phase in this order.</param>
public sealed record Workload(ImmutableArray<WorkItem> Items)
{
    /// <summary>Nothing.</summary>
    public static Workload None { get; } = new([]);
}
