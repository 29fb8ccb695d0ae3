namespace NumaBoot.Memory;

/// <summary>Where the frontier lies after a growth.</summary>
public enum FrontierRule
{
    /// <summary>At the next frame that is free and not built.</summary>
    NextFreeFrame,

    /// <summary>
    /// At the end of the section that was built last: a growth walks whole sections, whatever <see cref="GrowthWalk"/>
    /// says. Where a node ends within a section, that lies beyond the node (6.18).
    /// </summary>
    RoundedUpToSection,
}
