namespace NumaBoot.Actors;

/// <summary>A letter from one node to another arrives twice.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">Who gets it twice.</param>
/// <param name="Number">Which of the letters between the two, counted from 1; -n for the receipt for letter n of the other.</param>
public sealed record DuplicatedLetter(ActorAddress From, ActorAddress To, long Number) : Disturbance;
