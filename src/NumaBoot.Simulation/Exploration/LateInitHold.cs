using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Holds late init back until a drawn delivery. Left to each choice for itself it would hardly ever begin while a long
/// workload nears its end; drawn over the length of the workload it begins there as often as elsewhere.
/// </summary>
/// <param name="until">Up to which delivery of the schedule.</param>
public sealed class LateInitHold(long until) : IDeliveryHold
{
    /// <inheritdoc />
    public bool Holds(in PendingDelivery pending, long chosen) =>
        chosen < until && pending.Message is SupervisorMessages.BeginLateInit;
}
