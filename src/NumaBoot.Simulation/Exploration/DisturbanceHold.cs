using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Holds back what the disturbances of a boot hold back, all but interrupts: crashes before their moment, letters that are
/// late, whatever is for an actor that pauses or a node that is slow. It follows from pending deliveries and the number
/// of the choice alone, so it may serve one schedule after the other.
/// </summary>
/// <param name="disturbances">What goes wrong in the boot.</param>
public sealed class DisturbanceHold(ImmutableArray<Disturbance> disturbances) : IDeliveryHold
{
    // A letter and its receipt take their turns among about ten others. One look in so many comes before that.
    private const long Patience = 40;
    private const long Impatient = 4;

    private readonly ImmutableArray<Pause> _pauses = Pause.Of(disturbances);

    /// <inheritdoc />
    public bool Holds(in PendingDelivery pending, long chosen)
    {
        if (pending.Kind == PendingKind.Timer && HoldsTimer(in pending, chosen))
        {
            return true;
        }

        foreach (var pause in _pauses)
        {
            if (pause.IsOn(chosen) && pause.Concerns(pending.To))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsTimer(in PendingDelivery pending, long chosen) => pending.Message switch
    {
        Crash crash => chosen < crash.What.From,
        LateLeaving late => chosen - pending.SentIn < late.What.Choices,
        SendAgain => pending.Sequence % Impatient != 0 && chosen - pending.SentIn < Patience,
        _ => false,
    };
}
