namespace NumaBoot.Actors;

/// <summary>An actor crashes between two deliveries and is restarted by its supervisor; its state outlives it.</summary>
/// <param name="Actor">Who crashes.</param>
/// <param name="From">Before which choice of the schedule it does not, where an order of choice decides.</param>
public sealed record CrashedActor(ActorAddress Actor, long From) : Disturbance;
