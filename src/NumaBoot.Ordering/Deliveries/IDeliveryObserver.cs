namespace NumaBoot.Ordering;

/// <summary>Watches deliveries. It must not send messages; what it throws ends the run.</summary>
public interface IDeliveryObserver
{
    /// <summary>The delivery is about to happen.</summary>
    void Delivering(in Delivery delivery);

    /// <summary>It has happened, with the starts, stops and restarts of actors that it caused.</summary>
    void Delivered(in Delivery delivery);
}
