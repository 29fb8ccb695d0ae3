namespace NumaBoot.Ordering;

/// <summary>How long messages travel.</summary>
public interface ILatency
{
    /// <summary>
    /// The delay depends on nothing but sender and receiver, so that messages of a pair stay in order by themselves.
    /// Where it does not, the order holds later messages back behind earlier ones, which costs a look-up per message.
    /// </summary>
    bool KeepsPairOrder { get; }

    /// <summary>The delay of a message in nanoseconds, not negative.</summary>
    /// <param name="sender">Who sends; <see cref="ActorSlot.Sent"/> already counts this message.</param>
    /// <param name="receiver">Who receives; may be the sender.</param>
    /// <param name="message">The message.</param>
    long DelayNs(ActorSlot sender, ActorSlot receiver, object message);
}
