namespace NumaBoot.Actors;

/// <summary>How a request for pages is counted.</summary>
public enum TakeMode
{
    /// <summary>So many blocks, each checked on its own, with growth inside the handling.</summary>
    Counted,

    /// <summary>One check, then as many pages as the zone's batch says, for the CPU's list.</summary>
    Refill,
}
