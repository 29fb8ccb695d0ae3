using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>A span of a boot's trace, as whole as it became.</summary>
/// <param name="Key">Which.</param>
/// <param name="Trace">In which of the boot's traces it is: 0 for the boot's own, then those that continue it.</param>
/// <param name="Parent">What it is a part of, in the same trace; null for the root of one.</param>
/// <param name="Links">What else it has to do with, in this trace or another.</param>
/// <param name="Lane">On which lane it began.</param>
/// <param name="Delivery">In how manieth delivery of that lane; 0 for what no delivery began.</param>
/// <param name="Times">When it was.</param>
/// <param name="IsUnfinished">Whether the run was over before it.</param>
/// <param name="Facts">What is known about it, by kind.</param>
public sealed record TracedSpan(
    SpanKey Key,
    int Trace,
    SpanKey? Parent,
    ImmutableArray<SpanKey> Links,
    int Lane,
    long Delivery,
    SpanTimes Times,
    bool IsUnfinished,
    ImmutableArray<SpanFact> Facts);
