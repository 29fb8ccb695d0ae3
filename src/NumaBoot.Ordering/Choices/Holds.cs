using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>Several holds as one: a delivery is held back as long as any of them holds it.</summary>
/// <param name="holds">The holds; none holds nothing.</param>
public sealed class Holds(params ImmutableArray<IDeliveryHold> holds) : IDeliveryHold
{
    /// <inheritdoc />
    bool IDeliveryHold.Holds(in PendingDelivery pending, long chosen)
    {
        foreach (var hold in holds)
        {
            if (hold.Holds(in pending, chosen))
            {
                return true;
            }
        }

        return false;
    }
}
