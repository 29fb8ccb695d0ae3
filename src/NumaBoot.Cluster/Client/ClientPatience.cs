namespace NumaBoot.Cluster;

/// <summary>How long a client waits.</summary>
public sealed record ClientPatience
{
    /// <summary>For a cluster to form and to take its run.</summary>
    public TimeSpan ToForm { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For an answer: as long as a lost conductor takes to be replaced, and longer.</summary>
    public TimeSpan ToAnswer { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For what was found so far, once the run is cancelled.</summary>
    public TimeSpan ToCancel { get; init; } = TimeSpan.FromSeconds(15);
}
