using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>An actor let an exception out, and the world was not told to leave that to supervision.</summary>
public sealed class ActorFailedException : Exception
{
    internal ActorFailedException(ActorFailure failure)
        : base(
            $"{failure.Actor} failed{(failure.Message is null ? "" : $" on {failure.Message.GetType().Name}")} at {failure.AtNs} ns, delivery {failure.Delivery}: {MessageOf(failure.Cause)} (Where supervision is meant to deal with it, set ActorFailures to LeaveToSupervision.)",
            failure.Cause) => Failure = failure;

    /// <summary>Who failed, when and on what.</summary>
    public ActorFailure Failure { get; }

    // Akka's own word for it says nothing of the cause.
    private static string MessageOf(Exception cause) => cause is ActorInitializationException ? cause.GetBaseException().Message : cause.Message;
}
