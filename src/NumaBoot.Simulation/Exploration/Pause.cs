using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A paused actor, or a slow node: somebody who handles nothing between two choices of a schedule.</summary>
/// <param name="what">Which of them.</param>
/// <param name="from">The first choice of it.</param>
/// <param name="choices">How many choices.</param>
internal sealed class Pause(Disturbance what, long from, long choices)
{
    /// <summary>The disturbance.</summary>
    public Disturbance What { get; } = what;

    /// <summary>All of them among disturbances.</summary>
    public static ImmutableArray<Pause> Of(ImmutableArray<Disturbance> disturbances) =>
    [
        .. disturbances.Select(disturbance => disturbance switch
        {
            PausedActor paused => new Pause(paused, paused.From, paused.Choices),
            SlowNode slow => new Pause(slow, slow.From, slow.Choices),
            _ => null,
        }).OfType<Pause>(),
    ];

    /// <summary>Whether it is on at a choice.</summary>
    /// <param name="chosen">How many deliveries were chosen before.</param>
    public bool IsOn(long chosen) => chosen >= from && chosen - from < choices;

    /// <summary>Whether it is about this receiver.</summary>
    public bool Concerns(ActorSlot receiver) => receiver.Tag is ActorAddress address && What switch
    {
        PausedActor paused => paused.Actor == address,
        SlowNode slow => slow.Nid == address.Nid,
        _ => false,
    };
}
