namespace NumaBoot.Actors;

/// <summary>What an actor that is to crash tells itself: now.</summary>
/// <param name="What">Which crash.</param>
public sealed record Crash(CrashedActor What) : IBootMessage
{
    /// <inheritdoc />
    public void AddTo(ref Fingerprint fingerprint) => fingerprint.Add(What.Actor);
}
