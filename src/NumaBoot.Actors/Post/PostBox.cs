namespace NumaBoot.Actors;

/// <summary>
/// What an actor has to do with letters that can be lost: those that it sent and has no receipt for, and those that it
/// cannot read yet, because an earlier one is missing. It outlives the actor instance.
/// </summary>
internal sealed class PostBox
{
    private readonly Dictionary<ActorAddress, long> _written = [];
    private readonly Dictionary<ActorAddress, long> _read = [];
    private readonly Dictionary<(ActorAddress From, long Number), IBootMessage> _early = [];

    /// <summary>Letters without a receipt, in the order in which they were written.</summary>
    public List<SentLetter> Sent { get; } = [];

    /// <summary>The actor will look after them in a while.</summary>
    public bool IsArmed { get; set; }

    /// <summary>Puts a message into the next letter to a receiver, and keeps it.</summary>
    public SentLetter Write(ActorAddress from, ActorAddress to, IBootMessage message)
    {
        long number = _written.GetValueOrDefault(to) + 1;
        _written[to] = number;
        var sent = new SentLetter(to, new Letter(from, number, message));
        Sent.Add(sent);
        return sent;
    }

    /// <summary>Notes a receipt; one that comes again says nothing new.</summary>
    public void Acknowledge(LetterReceipt receipt) =>
        Sent.RemoveAll(sent => sent.Letter.Number == receipt.Number && sent.To == receipt.From);

    /// <summary>What a letter says; null where it was read before, or an earlier one is missing: then it is kept.</summary>
    public IBootMessage? Read(Letter letter)
    {
        long next = _read.GetValueOrDefault(letter.From) + 1;
        if (letter.Number > next)
        {
            _early.TryAdd((letter.From, letter.Number), letter.Content);
        }

        return letter.Number == next ? TurnTo(letter.From, next, letter.Content) : null;
    }

    /// <summary>What the next letter of a sender says, if it came before its turn; else null.</summary>
    public IBootMessage? ReadOn(ActorAddress from)
    {
        long next = _read.GetValueOrDefault(from) + 1;
        return _early.Remove((from, next), out var content) ? TurnTo(from, next, content) : null;
    }

    private IBootMessage TurnTo(ActorAddress from, long number, IBootMessage content)
    {
        _read[from] = number;
        return content;
    }
}
