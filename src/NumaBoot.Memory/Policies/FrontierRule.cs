namespace NumaBoot.Memory;

/// <summary>Where the frontier lies after a growth.</summary>
public enum FrontierRule
{
    /// <summary>At the next frame that is free and not built.</summary>
    NextFreeFrame,

    /// <summary>At the next section boundary, which may lie beyond the node (6.18).</summary>
    RoundedUpToSection,
}
