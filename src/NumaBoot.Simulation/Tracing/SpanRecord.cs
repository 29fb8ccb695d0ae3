using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>A span began.</summary>
/// <param name="Key">Which.</param>
/// <param name="Parent">What it is a part of.</param>
/// <param name="Lane">On which lane it began: a node, or -1.</param>
/// <param name="Delivery">In how manieth delivery of that lane, counted from 1.</param>
/// <param name="StartNs">When, in nanoseconds of virtual time; 0 where there is none.</param>
/// <param name="StartTicks">When by the clock of the world, in ticks of 100 ns since the year 1; 0 where nobody wants to know.</param>
/// <param name="Facts">What is known about it so far.</param>
public sealed record SpanRecord(
    SpanKey Key, SpanKey Parent, int Lane, long Delivery, long StartNs, long StartTicks, ImmutableArray<SpanFact> Facts);
