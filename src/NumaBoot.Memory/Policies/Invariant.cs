namespace NumaBoot.Memory;

/// <summary>What must hold whatever the order of messages; <see cref="Invariants"/> has the names that reports print.</summary>
public enum Invariant
{
    /// <summary>No page is initialised twice, and once boot is over each was initialised.</summary>
    PageInitialisedOnce,

    /// <summary>A page enters the free areas once until it is allocated again.</summary>
    PageFreedOnce,

    /// <summary>No page is held by two owners.</summary>
    OneOwner,

    /// <summary>Free, allocated, on CPU lists, reserved, deferred, being built and in messages add up to present, in every zone.</summary>
    PagesConserved,

    /// <summary>After the memory map, the frontier never moves back.</summary>
    FrontierForward,

    /// <summary>Nothing free below the frontier is unbuilt once a growth is answered, nothing at or above it is built; it lies on a boundary and never beyond the node.</summary>
    FrontierTrue,

    /// <summary>Only the last zone of a node grows.</summary>
    LastZoneGrows,

    /// <summary>Nothing grows once the disable is acknowledged.</summary>
    NoGrowthAfterDisable,

    /// <summary>No growth starts while the zone could already serve whoever asked.</summary>
    NoExcessGrowth,

    /// <summary>Where the policy disables first, no init job starts before every acknowledgement.</summary>
    FanOutAfterAcknowledge,

    /// <summary>Every node reports done, once per boot.</summary>
    NodeDoneOnce,

    /// <summary>A taking passed the check for its flags in the same delivery, or a growth for it had just succeeded, or it came from a CPU list or within one refill of it.</summary>
    WatermarkRespected,

    /// <summary>No CPU waits for itself.</summary>
    NoSelfWait,

    /// <summary>Every request id is answered, once.</summary>
    AnsweredOnce,

    /// <summary>Boot comes to its end; asking to grow for ever without any change of state counts as not.</summary>
    BootCompletes,

    /// <summary>An allocation that failed was rightly refused by every zone in each pass.</summary>
    NoNeedlessFailure,

    /// <summary>The same for an allocation that was served, but not by its preferred node.</summary>
    NoNeedlessRemote,

    /// <summary>What memblock frees after its hand-over gets into the free areas before the machine is up.</summary>
    NoPageLost,
}
