namespace NumaBoot.Actors;

/// <summary>
/// Says that a letter has arrived, whether it can be read already or has to wait for an earlier one. Written only where
/// letters can be lost; whether what a letter asks for is done is no business of the post's.
/// </summary>
/// <param name="From">Who got the letter.</param>
/// <param name="Number">The letter's number.</param>
public sealed record LetterReceipt(ActorAddress From, long Number) : IBootMessage
{
    /// <inheritdoc />
    public void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(From);
        fingerprint.Add(Number);
    }
}
