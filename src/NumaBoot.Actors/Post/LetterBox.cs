namespace NumaBoot.Actors;

/// <summary>
/// The letters of one actor: it numbers those that it sends and knows which it has got. It outlives the actor instance.
/// </summary>
public sealed class LetterBox
{
    private readonly Dictionary<ActorAddress, long> _sent = [];
    private readonly Dictionary<ActorAddress, long> _got = [];

    /// <summary>Puts a message into the next letter.</summary>
    public Letter Write(ActorAddress from, ActorAddress to, IBootMessage message)
    {
        long number = _sent.GetValueOrDefault(to) + 1;
        _sent[to] = number;
        return new Letter(from, number, message);
    }

    /// <summary>What a letter says; null where it was read before.</summary>
    public IBootMessage? Read(Letter letter)
    {
        // From one sender to one receiver letters arrive in order: a number that is not the next one has been here.
        if (letter.Number <= _got.GetValueOrDefault(letter.From))
        {
            return null;
        }

        _got[letter.From] = letter.Number;
        return letter.Content;
    }
}
