using NumaBoot.Lanes;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>A block of one lane that hits a ball on to another, each time it comes, for so many times.</summary>
internal sealed class Player(int number, int peer, int hits) : ILaneBlock
{
    /// <summary>How long a ball flies.</summary>
    public const long DelayNs = 10;

    private readonly PriorityQueue<bool, long> _balls = new();
    private long _sent;

    /// <summary>When it has a ball of its own to hit.</summary>
    public long StartsNs
    {
        init => _balls.Enqueue(true, value);
    }

    /// <summary>From when on it writes a note to everybody with the next ball, once.</summary>
    public long NotesNs { get; set; } = long.MaxValue;

    /// <summary>After how many balls it finds going on pointless.</summary>
    public int TiresAfter { get; init; } = int.MaxValue;

    /// <summary>When balls came to it.</summary>
    public List<long> AtNs { get; } = [];

    /// <summary>Notes that came to it.</summary>
    public int Notes { get; private set; }

    public bool Has(long actor) => actor == number;

    public BlockStanding RunTo(long horizonNs, IReadOnlyList<CrossMessage> incoming, List<CrossMessage> outbox)
    {
        foreach (var crossed in incoming)
        {
            Take(crossed);
        }

        long boundNs = horizonNs;
        while (_balls.TryPeek(out _, out long nowNs) && nowNs < boundNs)
        {
            _balls.Dequeue();
            AtNs.Add(nowNs);
            boundNs = Math.Min(boundNs, Hit(nowNs, outbox));
        }

        var promise = _balls.TryPeek(out _, out long nextNs) ? new Promise(nextNs, PromiseKind.OwnWork) : Promise.Never;
        return new BlockStanding(promise, boundNs, AtNs.Count, AtNs.Count < TiresAfter);
    }

    private void Take(in CrossMessage crossed)
    {
        if (crossed.IsNote)
        {
            Notes++;
        }
        else
        {
            _balls.Enqueue(true, crossed.ArrivalNs);
        }
    }

    /// <summary>Until when it may go on: the ball may come back.</summary>
    private long Hit(long nowNs, List<CrossMessage> outbox)
    {
        if (nowNs >= NotesNs)
        {
            NotesNs = long.MaxValue;
            outbox.Add(new CrossMessage(CrossMessage.Note, number, 1, nowNs, CrossMessage.Everybody, "a note"));
        }

        if (_sent == hits)
        {
            return long.MaxValue;
        }

        outbox.Add(new CrossMessage(nowNs + DelayNs, number, ++_sent, nowNs, peer, "ball"));
        return nowNs + (2 * DelayNs);
    }
}
