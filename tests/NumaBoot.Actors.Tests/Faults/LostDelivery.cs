using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Loses one delivery, whatever it says.</summary>
/// <param name="number">Which of all that actors of the boot say to each other, from 1; 0 loses none.</param>
internal sealed class LostDelivery(long number) : IDeliveryFilter
{
    /// <summary>How many have come by.</summary>
    public long Seen { get; private set; }

    /// <summary>What was lost.</summary>
    public object? Lost { get; private set; }

    public object? Pass(in Delivery delivery)
    {
        if (delivery.Message is not IBootMessage || ++Seen != number)
        {
            return delivery.Message;
        }

        Lost = delivery.Message;
        return null;
    }
}
