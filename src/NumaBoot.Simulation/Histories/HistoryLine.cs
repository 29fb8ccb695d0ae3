namespace NumaBoot.Simulation;

/// <summary>What of a node is told over virtual time.</summary>
public enum HistoryLine
{
    /// <summary>The first deferred pfn; the end of the node where nothing is deferred any more.</summary>
    FirstDeferredPfn,

    /// <summary>Pages in the free areas of its zones.</summary>
    FreePages,

    /// <summary>CPUs, of this and other nodes, whose request for pages one of its zones could not answer at once.</summary>
    WaitingCpus,

    /// <summary>Workers of its late init that have not finished.</summary>
    BusyWorkers,
}
