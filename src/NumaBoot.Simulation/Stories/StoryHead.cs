namespace NumaBoot.Simulation;

/// <summary>What the first line of a story says besides what broke.</summary>
/// <param name="Seed">The schedule that was found; null where none was drawn.</param>
/// <param name="FoundDeliveries">How many deliveries the order had before it was shrunk; null where it was not.</param>
/// <param name="Replay">The command that delivers the order again; null where there is none.</param>
public sealed record StoryHead(long? Seed = null, long? FoundDeliveries = null, string? Replay = null);
