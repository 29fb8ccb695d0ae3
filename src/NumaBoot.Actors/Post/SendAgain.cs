namespace NumaBoot.Actors;

/// <summary>What an actor that writes letters tells itself: time is up for the receipts, so what has none is sent again.</summary>
public sealed record SendAgain : IBootMessage
{
    /// <inheritdoc />
    public void AddTo(ref Fingerprint fingerprint)
    {
        // What is sent again follows from what was sent and acknowledged before.
    }
}
