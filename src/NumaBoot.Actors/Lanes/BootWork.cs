namespace NumaBoot.Actors;

/// <summary>What takes time in a boot; a cost model says how long.</summary>
public enum BootWork
{
    /// <summary>Handling any message.</summary>
    Message,

    /// <summary>Initialising <c>struct page</c>s; per page, slower when others write to the same node's memory.</summary>
    InitialisePages,

    /// <summary>Putting built pages into the free areas; per page.</summary>
    FreePages,

    /// <summary>Taking blocks from the free areas; per block.</summary>
    TakeBlocks,

    /// <summary>Taking pages from a CPU's list; per page.</summary>
    ListPages,

    /// <summary>Starting a CPU; per CPU.</summary>
    StartCpu,

    /// <summary>Starting an init worker; per worker.</summary>
    StartWorker,
}
