using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>How the pages of a node are other after a delivery than before it.</summary>
/// <param name="Nid">The node.</param>
/// <param name="At">The first range that is another, counted from 0 in the map as it stood before.</param>
/// <param name="Removed">How many ranges are no more, from that one on.</param>
/// <param name="Added">What is there in their place.</param>
/// <param name="Frontier">The node's frontier after the delivery; <see cref="Memory.Frontier.None"/> where it has none.</param>
/// <param name="FrontierName">Its name in this story.</param>
public sealed record StoryMapChange(
    int Nid, int At, int Removed, ImmutableArray<StoryRange> Added, long Frontier, string FrontierName)
{
    /// <summary>The map after the delivery.</summary>
    /// <param name="before">The same node's map before it, whole.</param>
    public StoryMap After(StoryMap before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return before with
        {
            Ranges = [.. before.Ranges[..At], .. Added, .. before.Ranges[(At + Removed)..]],
            Frontier = Frontier,
            FrontierName = FrontierName,
        };
    }
}
