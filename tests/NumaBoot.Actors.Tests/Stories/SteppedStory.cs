using System.Collections.Immutable;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>Adds the changes of a story up.</summary>
internal static class SteppedStory
{
    /// <summary>How all actors and pages stand before the first step and after each.</summary>
    public static List<(ImmutableArray<StoryActor> Actors, ImmutableArray<StoryMap> Maps)> Of(StoryScenes scenes)
    {
        var steps = new List<(ImmutableArray<StoryActor> Actors, ImmutableArray<StoryMap> Maps)> { (scenes.Actors, scenes.Maps) };
        foreach (var scene in scenes.Scenes)
        {
            var actors = scene.Actors.Concat(steps[^1].Actors).DistinctBy(actor => actor.Actor)
                .OrderBy(actor => actor.Actor.Role).ThenBy(actor => actor.Actor.Nid).ThenBy(actor => actor.Actor.Index);
            var maps = steps[^1].Maps.Select(map => scene.Maps.FirstOrDefault(change => change.Nid == map.Nid)?.After(map) ?? map);
            steps.Add(([.. actors], [.. maps]));
        }

        return steps;
    }
}
