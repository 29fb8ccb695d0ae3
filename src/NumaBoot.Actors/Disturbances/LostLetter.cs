namespace NumaBoot.Actors;

/// <summary>A letter from one node to another does not arrive the first time it is sent.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">Who does not get it.</param>
/// <param name="Number">Which of the letters between the two, counted from 1; -n for the receipt for letter n of the other.</param>
public sealed record LostLetter(ActorAddress From, ActorAddress To, long Number) : Disturbance;
