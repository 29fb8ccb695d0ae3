using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Changes the first delivery of one kind of message.</summary>
/// <param name="change">What is delivered instead.</param>
/// <param name="isMeant">Which of that kind are meant; null for all.</param>
internal sealed class ChangedMessage<T>(Func<T, object> change, Predicate<T>? isMeant = null) : IDeliveryFilter
    where T : class
{
    /// <summary>Whether a message was changed.</summary>
    public bool IsChanged { get; private set; }

    public object? Pass(in Delivery delivery)
    {
        if (IsChanged || Letter.ContentOf(delivery.Message) is not T message || isMeant?.Invoke(message) == false)
        {
            return delivery.Message;
        }

        IsChanged = true;
        object changed = change(message);
        return delivery.Message is Letter letter ? letter with { Content = (IBootMessage)changed } : changed;
    }
}
