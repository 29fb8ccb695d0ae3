using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>What is other after a delivery of a story than before it.</summary>
/// <param name="Delivery">Which of the whole run.</param>
/// <param name="Actors">The actors that stand otherwise, as they stand now, the receiver first.</param>
/// <param name="Maps">The maps that are other, by node.</param>
public sealed record StoryScene(long Delivery, ImmutableArray<StoryActor> Actors, ImmutableArray<StoryMapChange> Maps);
