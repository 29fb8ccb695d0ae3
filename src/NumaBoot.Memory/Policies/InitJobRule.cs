namespace NumaBoot.Memory;

/// <summary>How an init job and the writer get along.</summary>
public enum InitJobRule
{
    /// <summary>It holds the writer until its node is done (4.17).</summary>
    HoldsTheWriter,

    /// <summary>It claims the rest of the node and lets go.</summary>
    ClaimsAndLetsGo,
}
