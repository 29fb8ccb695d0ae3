using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A line of a story, or what is said instead of several.</summary>
/// <param name="Line">The line; null where something is said instead.</param>
/// <param name="Said">What is said instead; empty for a line.</param>
/// <param name="Deliveries">How many deliveries it stands for.</param>
/// <param name="Kind">What makes two of them alike: a number that those share which differ in their pages alone.</param>
internal sealed record StoryStep(StoryLine? Line, string Said, int Deliveries, int Kind)
{
    /// <summary>Pages that changed hands or state in them.</summary>
    public ImmutableArray<PfnRange> Frames { get; init; } = [];

    /// <summary>Its words with all names of pages.</summary>
    public string Words => Line is { } line ? $"{line.What}: {line.Then}" : Said;
}
