using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Reports;

/// <summary>One line of a timeline: what an actor does, or a part of that where it does several things at a time.</summary>
/// <param name="Actor">Whose it is.</param>
/// <param name="Number">Which of its tracks, counted from 1.</param>
/// <param name="Slices">What is on it: no two at the same time.</param>
internal sealed record TimelineTrack(ActorAddress Actor, int Number, ImmutableArray<TimelineSlice> Slices)
{
    /// <summary>Its name; that of its node stands above it.</summary>
    public string Name => Number == 1 ? NameOf(Actor) : $"{NameOf(Actor)} ({Number})";

    private static string NameOf(ActorAddress actor)
    {
        // A zone is named after its node, too, which a reader sees already.
        string name = actor.ToString();
        return actor.Role switch
        {
            ActorRole.Zone => $"zone {name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]}",
            ActorRole.Coordinator => "coordinator",
            ActorRole.Node => "node",
            ActorRole.Worker => $"worker {actor.Index}",
            _ => name,
        };
    }
}
