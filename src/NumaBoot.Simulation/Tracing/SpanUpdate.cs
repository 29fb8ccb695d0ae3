using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>
/// More became known about a span, on its lane or on another. What is said about a span that nobody recorded is passed over.
/// </summary>
/// <param name="Key">Which.</param>
/// <param name="EndNs">When it ended, in nanoseconds of virtual time; null where it goes on.</param>
/// <param name="EndTicks">When it ended by the clock of the world, in ticks; 0 where it goes on, or nobody wants to know.</param>
/// <param name="Facts">What is known now.</param>
/// <param name="Links">Spans that it has to do with, besides its parent.</param>
public sealed record SpanUpdate(SpanKey Key, long? EndNs, long EndTicks, ImmutableArray<SpanFact> Facts, ImmutableArray<SpanKey> Links);
