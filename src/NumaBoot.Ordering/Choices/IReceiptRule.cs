namespace NumaBoot.Ordering;

/// <summary>
/// What an order cannot know of the actors that it drives: which deliveries it is all the same to a receiver when they
/// come, and from where on orders matter at all. A rule is a claim about the actors; a search without it checks it.
/// </summary>
public interface IReceiptRule
{
    /// <summary>How the receiver takes a delivery. Asked once, when it becomes pending.</summary>
    /// <param name="pending">The delivery.</param>
    Receipt Of(in PendingDelivery pending);

    /// <summary>Whether orders matter once this is pending; before that there is one, plain order of time.</summary>
    /// <param name="pending">What became pending.</param>
    bool Opens(in PendingDelivery pending) => true;

    /// <summary>
    /// Whether a delivery would only begin again what has just been gone through and has changed nothing: a cycle. Asked
    /// before each choice, since what comes between may change that.
    /// </summary>
    /// <param name="pending">What could be delivered.</param>
    bool Repeats(in PendingDelivery pending) => false;
}
