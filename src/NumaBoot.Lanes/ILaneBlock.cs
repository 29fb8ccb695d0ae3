namespace NumaBoot.Lanes;

/// <summary>
/// Lanes that one thread drives, with a queue and a clock of their own. Which lanes share a block leaves no mark in what
/// happens on them.
/// </summary>
public interface ILaneBlock
{
    /// <summary>
    /// No message that nobody outside provokes leaves the block before this, in nanoseconds of virtual time: its promise.
    /// <see cref="long.MaxValue"/> where nothing is pending.
    /// </summary>
    long PromiseNs { get; }

    /// <summary>How many deliveries its lanes have made.</summary>
    long Deliveries { get; }

    /// <summary>Whether a lane of this block has the actor with that sort key.</summary>
    bool Has(long actor);

    /// <summary>Takes in what other blocks sent. None of it arrives before the block's clock.</summary>
    void Take(in CrossMessage message);

    /// <summary>
    /// Delivers what starts before a horizon; less far once something leaves that could be answered before.
    /// </summary>
    /// <param name="horizonNs">Nothing from outside arrives before this, but for what the block itself provokes.</param>
    /// <param name="outbox">Where to put what leaves the block.</param>
    /// <returns>False where going on is pointless: the run was cancelled, or is futile.</returns>
    bool RunTo(long horizonNs, List<CrossMessage> outbox);
}
