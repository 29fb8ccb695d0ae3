namespace NumaBoot.Machines;

/// <summary>What a real kernel printed when a node's deferred pages were done.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Pages">Pages that it initialised; null where the kernel does not say (since 5.8).</param>
/// <param name="DurationMs">How long it took, in milliseconds; jiffies, so in steps of 1/HZ.</param>
public sealed record PublishedInit(int Nid, long? Pages, long DurationMs);
