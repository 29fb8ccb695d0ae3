namespace NumaBoot.Ordering;

/// <summary>A failure that a search found.</summary>
/// <param name="Seed">In which schedule: its seed, or its number where there are no seeds.</param>
/// <param name="Failure">What went wrong.</param>
/// <param name="Chooser">Leads there again.</param>
public sealed record FoundFailure(long Seed, Failure Failure, IChooser Chooser);
