namespace NumaBoot.Machines;

/// <summary>A published time of late init in JSON.</summary>
/// <param name="Nid">The node.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Pages">How many pages; left out where not told.</param>
internal sealed record PublishedInitDocument(int Nid, long DurationMs, long? Pages = null);
