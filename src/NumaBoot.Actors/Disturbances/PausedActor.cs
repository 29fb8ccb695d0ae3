namespace NumaBoot.Actors;

/// <summary>An actor handles nothing for a while, as long as anything else can happen.</summary>
/// <param name="Actor">Who pauses.</param>
/// <param name="From">From which choice of the schedule on.</param>
/// <param name="Choices">For how many choices.</param>
public sealed record PausedActor(ActorAddress Actor, long From, long Choices) : Disturbance;
