namespace NumaBoot.Actors;

/// <summary>What an actor whose letter is to be late tells itself: now the letter leaves. What it wrote since has overtaken it.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Post">The letter, or the receipt.</param>
/// <param name="What">Why it is late, and for how many choices.</param>
public sealed record LateLeaving(ActorAddress To, IBootMessage Post, DelayedLetter What) : IBootMessage
{
    /// <inheritdoc />
    public void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(To);
        Post.AddTo(ref fingerprint);
        fingerprint.Add(What.Choices);
    }
}
