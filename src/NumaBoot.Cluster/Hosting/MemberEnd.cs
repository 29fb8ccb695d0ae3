namespace NumaBoot.Cluster;

/// <summary>How a member came to its end.</summary>
public enum MemberEnd
{
    /// <summary>It was asked to stop, left the cluster and stopped.</summary>
    Left,

    /// <summary>It was on the smaller side of a partition, or the others went on without it, or it met a stranger
    /// where a member should be: start it again.</summary>
    Downed,

    /// <summary>No member that it was to join let it in.</summary>
    OutOfReach,
}
