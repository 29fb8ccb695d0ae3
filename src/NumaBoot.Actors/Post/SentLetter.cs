namespace NumaBoot.Actors;

/// <summary>A letter that was written and is not acknowledged.</summary>
/// <param name="to">Who gets it.</param>
/// <param name="letter">The letter.</param>
internal sealed class SentLetter(ActorAddress to, Letter letter)
{
    public ActorAddress To { get; } = to;

    public Letter Letter { get; } = letter;

    /// <summary>How often it was sent again.</summary>
    public int Retries { get; set; }

    /// <summary>It has not left: a fault holds it back.</summary>
    public bool IsLate { get; set; }
}
