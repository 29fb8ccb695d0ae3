namespace NumaBoot.Cluster;

/// <summary>How a run is, as long as it is not over.</summary>
public enum RunState
{
    /// <summary>For members.</summary>
    Waiting,

    /// <summary>Its blocks are being set on members.</summary>
    Starting,

    /// <summary>Its lanes go on.</summary>
    Running,

    /// <summary>A lost block is being recomputed, or a conductor replaced.</summary>
    Recovering,
}
