using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>Watches and does nothing: a boot that is watched goes in the order of time.</summary>
internal sealed class Nobody : IDeliveryObserver
{
    public void Delivering(in Delivery delivery)
    {
        // Nobody looks.
    }

    public void Delivered(in Delivery delivery)
    {
        // Nobody looks.
    }
}
