namespace NumaBoot.Ordering;

/// <summary>A recorded schedule does not fit what is replayed: another program, another input or another version.</summary>
public sealed class ReplayDivergedException : Exception
{
    internal ReplayDivergedException(long choice, DeliveryKey wanted)
        : base($"choice {choice} of the recorded order is \"{wanted}\", which is not pending there: what is replayed is not what was recorded")
    {
        Choice = choice;
        Wanted = wanted;
    }

    /// <summary>Which choice, counted from 1.</summary>
    public long Choice { get; }

    /// <summary>What was recorded.</summary>
    public DeliveryKey Wanted { get; }
}
