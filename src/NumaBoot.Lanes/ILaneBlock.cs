namespace NumaBoot.Lanes;

/// <summary>
/// Lanes that one thread drives, with a queue and a clock of their own. Which lanes share a block leaves no mark in what
/// happens on them.
/// </summary>
public interface ILaneBlock
{
    /// <summary>Whether a lane of this block has the actor with that sort key.</summary>
    bool Has(long actor);

    /// <summary>
    /// Takes in what other blocks sent and delivers what starts before a horizon; less far once something leaves that
    /// could be answered before.
    /// </summary>
    /// <param name="horizonNs">Nothing more from outside arrives before this, but for what the block itself provokes.</param>
    /// <param name="incoming">What was sent to this block in the window before; none of it arrives before the block's clock.</param>
    /// <param name="outbox">Where to put what leaves the block.</param>
    BlockStanding RunTo(long horizonNs, IReadOnlyList<CrossMessage> incoming, List<CrossMessage> outbox);
}
