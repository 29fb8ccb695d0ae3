using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>How an actor stands at a point of a story.</summary>
/// <param name="Actor">Which.</param>
/// <param name="Name">Its name in this story.</param>
/// <param name="Situation">Its situation, by the name that its <see cref="SituationTable"/> has for it.</param>
/// <param name="Facts">What else is known of it; the same names in the same order all through a story.</param>
public sealed record StoryActor(ActorAddress Actor, string Name, string Situation, ImmutableArray<StoryFact> Facts)
{
    /// <summary>Whether it stands as in <paramref name="other"/>.</summary>
    public bool StandsAs(StoryActor? other) =>
        other is not null && Actor == other.Actor && string.Equals(Situation, other.Situation, StringComparison.Ordinal)
        && Facts.AsSpan().SequenceEqual(other.Facts.AsSpan());
}
