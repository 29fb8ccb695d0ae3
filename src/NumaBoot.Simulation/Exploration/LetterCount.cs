using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>How many letters one actor writes to another in a boot.</summary>
/// <param name="From">Who writes.</param>
/// <param name="To">Who gets them.</param>
/// <param name="Letters">How many.</param>
public sealed record LetterCount(ActorAddress From, ActorAddress To, long Letters);
