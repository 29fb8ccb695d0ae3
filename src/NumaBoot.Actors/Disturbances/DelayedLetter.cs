namespace NumaBoot.Actors;

/// <summary>A letter from one node to another is late; letters that were sent after it may overtake it.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">Who gets it late.</param>
/// <param name="Number">Which of the letters between the two, counted from 1; -n for the receipt for letter n of the other.</param>
/// <param name="Choices">For how many choices of the schedule it is held back.</param>
public sealed record DelayedLetter(ActorAddress From, ActorAddress To, long Number, long Choices) : Disturbance;
