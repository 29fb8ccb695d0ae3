using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>An exception that an actor let out.</summary>
/// <param name="Actor">The actor's path.</param>
/// <param name="Cause">The exception.</param>
/// <param name="Message">What it was handling; null where it failed outside of a delivery of its own, such as at its start.</param>
/// <param name="Delivery">How many deliveries its engine had begun.</param>
/// <param name="AtNs">When, in nanoseconds.</param>
public sealed record ActorFailure(string Actor, Exception Cause, object? Message, long Delivery, long AtNs)
{
    internal static string PathOf(IActorRef? actor) => actor?.Path.ToStringWithoutAddress() ?? "outside";
}
