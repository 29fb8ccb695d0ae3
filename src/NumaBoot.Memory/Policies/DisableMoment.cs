namespace NumaBoot.Memory;

/// <summary>When growth is disabled for good.</summary>
public enum DisableMoment
{
    /// <summary>Before the init jobs start, acknowledged by every node (v1, v3).</summary>
    BeforeFanOut,

    /// <summary>Once every node is done (4.17 on).</summary>
    AfterAllNodes,
}
