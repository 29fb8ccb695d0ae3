namespace NumaBoot.Memory;

/// <summary>What is answered when an init job has already claimed the rest of the node.</summary>
public enum ClaimedRule
{
    /// <summary>No: the zone is left, although pages are under way (4.17's late ticket, 5.8 on).</summary>
    Refused,

    /// <summary>The answer waits for the pages under way.</summary>
    Waits,
}
