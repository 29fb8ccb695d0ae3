using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.AnyOrder.Reduction;

/// <summary>A rule of boots with other ideas of what a receiver tells apart; its bounds and cycles stay.</summary>
/// <param name="rule">The rule.</param>
/// <param name="change">What becomes of a message's receipt.</param>
internal sealed class CoarseRule(IReceiptRule rule, Func<object, Receipt, Receipt> change) : IReceiptRule
{
    public Receipt Of(in PendingDelivery pending) => change(Letter.ContentOf(pending.Message!), rule.Of(in pending));

    public bool Opens(in PendingDelivery pending) => rule.Opens(in pending);

    public bool Repeats(in PendingDelivery pending) => rule.Repeats(in pending);
}
