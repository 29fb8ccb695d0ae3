using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>
/// A story as it can be stepped through: how all actors and pages stood before its first scene, and what each delivery
/// changed. The last scene is that of the story's last line.
/// </summary>
/// <param name="Actors">The actors that were there before the first scene.</param>
/// <param name="Maps">The pages of the story's nodes then, whole.</param>
/// <param name="Scenes">One for each of the story's last lines.</param>
public sealed record StoryScenes(ImmutableArray<StoryActor> Actors, ImmutableArray<StoryMap> Maps, ImmutableArray<StoryScene> Scenes)
{
    /// <summary>More deliveries than nobody steps through: the last ones before the break are kept.</summary>
    public const int Most = 4_000;
}
