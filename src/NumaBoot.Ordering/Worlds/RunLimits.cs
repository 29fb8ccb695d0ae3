namespace NumaBoot.Ordering;

/// <summary>How far a run may go.</summary>
public sealed record RunLimits
{
    /// <summary>Until nothing is pending.</summary>
    public static RunLimits None { get; } = new();

    /// <summary>
    /// At most this many deliveries in this run. What Akka's scheduler does counts as much, or a periodic timer could go
    /// on for ever without a delivery.
    /// </summary>
    public long MaxDeliveries { get; init; } = long.MaxValue;

    /// <summary>
    /// Only deliveries that start before this time, in nanoseconds. A run that ends there leaves the clock there, so
    /// that windows of time can follow one another.
    /// </summary>
    public long BeforeNs { get; init; } = long.MaxValue;

    /// <summary>Ends the run between two deliveries.</summary>
    public CancellationToken Cancellation { get; init; }
}
