namespace NumaBoot.Ordering;

/// <summary>An actor let an exception out, and the world was not told to leave that to supervision.</summary>
public sealed class ActorFailedException : Exception
{
    internal ActorFailedException(ActorFailure failure)
        : base(
            $"{failure.Actor} failed{(failure.Message is null ? "" : $" on {failure.Message.GetType().Name}")} at {failure.AtNs} ns, delivery {failure.Delivery}: {failure.Cause.Message} (Where supervision is meant to deal with it, set ActorFailures to LeaveToSupervision.)",
            failure.Cause) => Failure = failure;

    /// <summary>Who failed, when and on what.</summary>
    public ActorFailure Failure { get; }
}
