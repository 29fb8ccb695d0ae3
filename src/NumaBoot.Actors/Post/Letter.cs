namespace NumaBoot.Actors;

/// <summary>
/// A message between nodes. It bears who sent it and a number, so that one that arrives twice is taken once: every
/// request between nodes has an id, and every receiver is idempotent, whatever the message says.
/// </summary>
/// <param name="From">Who sent it.</param>
/// <param name="Number">Which of that sender's letters to this receiver, counted from 1.</param>
/// <param name="Content">What it says.</param>
public sealed record Letter(ActorAddress From, long Number, IBootMessage Content) : IBootMessage
{
    /// <summary>What a message says, whether it came in a letter or not.</summary>
    public static object ContentOf(object message) => message is Letter letter ? letter.Content : message;

    /// <inheritdoc />
    public void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(From);
        fingerprint.Add(Number);
        Content.AddTo(ref fingerprint);
    }
}
