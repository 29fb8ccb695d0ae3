using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Loses one delivery of one kind of message.</summary>
/// <param name="kind">The type of the message.</param>
/// <param name="number">Which of its deliveries, from 1.</param>
internal sealed class LostMessage(Type kind, int number = 1) : IDeliveryFilter
{
    /// <summary>How many of its kind have come by.</summary>
    public int Seen { get; private set; }

    /// <summary>Whether it was lost.</summary>
    public bool IsLost => Seen >= number;

    public object? Pass(in Delivery delivery) => Letter.ContentOf(delivery.Message).GetType() == kind && ++Seen == number ? null : delivery.Message;
}
