namespace NumaBoot.Ordering;

/// <summary>The same delay for every message.</summary>
/// <param name="delayNs">The delay in nanoseconds.</param>
public sealed class FixedLatency(long delayNs) : ILatency
{
    /// <inheritdoc />
    public bool KeepsPairOrder => true;

    /// <inheritdoc />
    public long DelayNs(ActorSlot sender, ActorSlot receiver, object message) => delayNs;
}
