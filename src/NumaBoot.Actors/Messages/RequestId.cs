namespace NumaBoot.Actors;

/// <summary>The id of a request: who asked, and the how-manieth request of his it was. Never drawn, always counted.</summary>
/// <param name="From">Who asked, and is to be answered.</param>
/// <param name="Number">Counted by the asker, from 1.</param>
public readonly record struct RequestId(ActorAddress From, long Number)
{
    /// <inheritdoc />
    public override string ToString() => $"{From} #{Number}";
}
