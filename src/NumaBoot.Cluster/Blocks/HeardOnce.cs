using NumaBoot.Lanes;

namespace NumaBoot.Cluster;

/// <summary>
/// Lets each thing that crosses over pass once. Each sender's come in the order in which they were sent, again perhaps
/// from some point on: whoever relays them sends twice rather than not at all.
/// </summary>
internal sealed class HeardOnce
{
    private readonly Dictionary<long, long> _messages = [];
    private readonly Dictionary<(long From, long To), long> _notes = [];

    /// <summary>How many came again.</summary>
    public long Dropped { get; private set; }

    /// <summary>What has not passed before.</summary>
    public List<CrossMessage> New(IReadOnlyList<CrossMessage> incoming)
    {
        var passed = new List<CrossMessage>(incoming.Count);
        foreach (var crossed in incoming)
        {
            if (IsNew(crossed))
            {
                passed.Add(crossed);
            }
            else
            {
                Dropped++;
            }
        }

        return passed;
    }

    private bool IsNew(in CrossMessage crossed) => crossed.IsNote
        ? IsNew(_notes, (crossed.From, crossed.To), crossed.Sequence)
        : IsNew(_messages, crossed.From, crossed.Sequence);

    private static bool IsNew<TKey>(Dictionary<TKey, long> latest, TKey key, long sequence)
        where TKey : notnull
    {
        if (latest.TryGetValue(key, out long last) && sequence <= last)
        {
            return false;
        }

        latest[key] = sequence;
        return true;
    }
}
