using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>The pages of a node, around those that a story is about.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Ranges">Neighbours, ascending; a change of state is a boundary.</param>
/// <param name="Frontier">The node's frontier; <see cref="Memory.Frontier.None"/> where it has none.</param>
/// <param name="IsCutBefore">Whether the node goes on before the first range.</param>
/// <param name="IsCutBehind">Whether it goes on behind the last one.</param>
public sealed record StoryMap(int Nid, ImmutableArray<StoryRange> Ranges, long Frontier, bool IsCutBefore, bool IsCutBehind)
{
    /// <summary>The pages that the story is about; empty where it is about none in particular.</summary>
    public PfnRange Frames { get; init; }

    /// <summary>The frontier's name in this story.</summary>
    public required string FrontierName { get; init; }

    /// <summary>The node's name in this story; empty where there is only one.</summary>
    public required string NodeName { get; init; }
}
