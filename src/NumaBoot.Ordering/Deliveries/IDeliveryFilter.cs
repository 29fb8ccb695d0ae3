namespace NumaBoot.Ordering;

/// <summary>Stands between the order and the receiver, so that a test can lose or change a message.</summary>
public interface IDeliveryFilter
{
    /// <summary>Decides what the receiver gets.</summary>
    /// <param name="delivery">The delivery that was chosen; its number is taken by the next one if it is dropped.</param>
    /// <returns>The message to deliver, most often <see cref="Delivery.Message"/>; null to drop the delivery.</returns>
    object? Pass(in Delivery delivery);
}
