using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>How a message came to be on its way.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="Delivery">In which delivery of the run; 0 where that is not known.</param>
/// <param name="Number">How manieth of all that were sent, counted from 1.</param>
internal readonly record struct StorySending(ActorAddress From, long Delivery, long Number);
