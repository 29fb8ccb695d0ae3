namespace NumaBoot.Actors;

/// <summary>How long things take at least, in virtual time; what promises are worked out from.</summary>
public interface IWorkTimes
{
    /// <summary>No message that stays on its node travels for less, in nanoseconds.</summary>
    long SmallestMessageNs { get; }

    /// <summary>How long work takes where nobody shares the memory, in nanoseconds.</summary>
    long AtLeastNs(BootWork work, long units);
}
