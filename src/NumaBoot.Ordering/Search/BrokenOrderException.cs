namespace NumaBoot.Ordering;

/// <summary>A test failed under some order of its messages.</summary>
public sealed class BrokenOrderException : Exception
{
    internal BrokenOrderException(string message, long seed, Trial shrunk)
        : base(message, shrunk.Failure.Cause)
    {
        Seed = seed;
        Shrunk = shrunk;
    }

    /// <summary>In which schedule: its seed, or its number where there are no seeds.</summary>
    public long Seed { get; }

    /// <summary>
    /// The smallest order that was found to fail in the same way; its length is 0 where plain order of time does. As it was
    /// found where it was not to be shrunk.
    /// </summary>
    public Trial Shrunk { get; }

    /// <summary>What <see cref="Orders.Replay"/> takes.</summary>
    public string Recorded => RecordedOrder.Format(Shrunk.Deviations);
}
