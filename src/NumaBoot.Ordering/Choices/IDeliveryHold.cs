namespace NumaBoot.Ordering;

/// <summary>Holds deliveries back, so that something comes late although each choice for itself would hardly make it so.</summary>
public interface IDeliveryHold
{
    /// <summary>Whether a candidate is held back, as long as there are others.</summary>
    /// <param name="pending">What could be delivered.</param>
    /// <param name="chosen">How many deliveries were chosen before.</param>
    bool Holds(in PendingDelivery pending, long chosen);
}
