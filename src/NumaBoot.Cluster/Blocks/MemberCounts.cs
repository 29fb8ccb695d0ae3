namespace NumaBoot.Cluster;

/// <summary>What a member has dropped; any thread may count and read.</summary>
public sealed class MemberCounts
{
    private long _duplicates;
    private long _repeated;
    private long _oldEpochs;
    private long _notMine;

    /// <summary>Messages between lanes that came again.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Requests of a conductor that came again, or late.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Requests of a conductor that another has replaced.</summary>
    public long OldEpochs => Interlocked.Read(ref _oldEpochs);

    /// <summary>Requests about blocks that are not here.</summary>
    public long NotMine => Interlocked.Read(ref _notMine);

    internal void AddDuplicates(long count) => Interlocked.Add(ref _duplicates, count);

    internal void CountRepeated() => Interlocked.Increment(ref _repeated);

    internal void CountOldEpoch() => Interlocked.Increment(ref _oldEpochs);

    internal void CountNotMine() => Interlocked.Increment(ref _notMine);
}
