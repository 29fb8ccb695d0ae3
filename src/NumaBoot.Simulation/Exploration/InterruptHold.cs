using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Holds each interrupt back until the choice that was drawn for it, over the length of a schedule.</summary>
/// <param name="disturbances">The boot's disturbances.</param>
public sealed class InterruptHold(ImmutableArray<Disturbance> disturbances) : IDeliveryHold
{
    /// <inheritdoc />
    public bool Holds(in PendingDelivery pending, long chosen) =>
        pending.Message is CpuMessages.Interrupt { Number: var number }
        && number <= disturbances.Length
        && disturbances[number - 1] is Interrupt interrupt
        && chosen < interrupt.From;
}
