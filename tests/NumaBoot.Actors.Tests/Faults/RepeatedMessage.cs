using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Delivers the first message of one kind again, in place of the second.</summary>
internal sealed class RepeatedMessage<T> : IDeliveryFilter
    where T : class
{
    private int _seen;

    /// <summary>What was delivered twice.</summary>
    public T? First { get; private set; }

    public object? Pass(in Delivery delivery)
    {
        if (delivery.Message is not T message)
        {
            return delivery.Message;
        }

        First ??= message;
        return ++_seen == 2 ? First : message;
    }
}
