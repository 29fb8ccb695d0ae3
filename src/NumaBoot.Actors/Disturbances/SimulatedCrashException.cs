namespace NumaBoot.Actors;

/// <summary>What a simulated crash looks like to supervision, which restarts the actor.</summary>
/// <param name="what">Which crash.</param>
public sealed class SimulatedCrashException(CrashedActor what) : Exception($"{what?.Actor} crashes")
{
    /// <summary>Which crash.</summary>
    public CrashedActor What { get; } = what ?? throw new ArgumentNullException(nameof(what));
}
