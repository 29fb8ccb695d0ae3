namespace NumaBoot.Ordering;

/// <summary>Holds deliveries back, so that something comes late although each choice for itself would hardly make it so.</summary>
public interface IDeliveryHold
{
    /// <summary>For how many further deliveries this one is held back once it could be chosen; it is let go sooner where nothing else is left.</summary>
    /// <param name="pending">What could be chosen.</param>
    /// <returns>0 for not at all.</returns>
    long HeldFor(in PendingDelivery pending);
}
