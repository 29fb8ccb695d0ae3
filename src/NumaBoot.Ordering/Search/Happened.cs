namespace NumaBoot.Ordering;

/// <summary>
/// Which deliveries of a schedule must come before which others: those to the same receiver in their order, as far as that
/// matters to it, those that reached an actor before or after one to it, and those before which a message was not sent.
/// </summary>
internal sealed class Happened
{
    private readonly List<Entry> _entries = [];
    private readonly List<ulong[]> _before = [];
    private readonly List<int> _races = [];
    private readonly List<int> _rivals = [];
    private readonly Dictionary<int, List<int>> _byActor = [];
    private readonly Dictionary<(int Receiver, long Group), List<int>> _counted = [];
    private readonly Dictionary<(int From, int To, ChannelKind Kind), List<int>> _byChannel = [];

    public int Count => _entries.Count;

    public EventId this[int at] => _entries[at].Effect.Id;

    /// <summary>A delivery with those that it reached.</summary>
    public Effect EffectOf(int at) => _entries[at].Effect;

    /// <summary>The choice that a delivery was; -1 where there was nothing to choose.</summary>
    public int StepOf(int at) => _entries[at].Step;

    /// <summary>The delivery in which that of <paramref name="at"/> was sent; -1 for before the first.</summary>
    public int SentIn(int at) => _entries[at].SentIn;

    /// <summary>
    /// Deliveries to the receiver of the newest one that might as well have come after it: the order of the two matters, and
    /// nothing but that has made it so.
    /// </summary>
    public IReadOnlyList<int> Races => _races;

    /// <summary>All that must come before a delivery, a bit each.</summary>
    public ReadOnlySpan<ulong> Before(int at) => _before[at].AsSpan(0, (at >> 6) + 1);

    /// <summary>Forgets all from <paramref name="count"/> on.</summary>
    public void CutTo(int count)
    {
        for (int at = _entries.Count - 1; at >= count; at--)
        {
            if (_entries[at].IsPlaced)
            {
                Displace(_entries[at].Effect);
            }

            _entries.RemoveAt(at);
        }
    }

    /// <summary>Adds the next delivery; it has no place among the others before <see cref="Place"/>.</summary>
    /// <param name="delivery">Which.</param>
    /// <param name="sentIn">In which it was sent; -1 for before the first.</param>
    /// <param name="step">The choice that it was; -1 where there was nothing to choose.</param>
    public void Add(in EventId delivery, int sentIn, int step) =>
        _entries.Add(new Entry(new Effect(delivery, []), sentIn, step, IsPlaced: false));

    /// <summary>Finds what must come before the newest delivery, once it is known whom it reached.</summary>
    /// <param name="reached">Those besides its receiver, by number, each once.</param>
    public void Place(int[] reached)
    {
        int at = _entries.Count - 1;
        var entry = _entries[at] with { Effect = new Effect(this[at], reached), IsPlaced = true };
        _entries[at] = entry;
        var delivery = entry.Effect.Id;
        var before = Row(at);
        _races.Clear();
        Include(before, entry.SentIn);
        if (KeepsChannel(delivery))
        {
            Include(before, Push(ListOf(_byChannel, (delivery.From, delivery.To, delivery.Kind)), at));
        }

        if (delivery.Receipt.Kind == ReceiptKind.InOrder)
        {
            Follow(entry.Effect, before);
            Push(ListOf(_byActor, delivery.To), at);
            Array.ForEach(reached, actor => Push(ListOf(_byActor, actor), at));
        }
        else if (delivery.Receipt.Kind == ReceiptKind.Counted)
        {
            // What is sent when the last of them is there follows from all.
            var group = ListOf(_counted, (delivery.To, delivery.Receipt.Group));
            group.ForEach(counted => Include(before, counted));
            group.Add(at);
        }
    }

    private void Displace(in Effect effect)
    {
        var delivery = effect.Id;
        if (delivery.Receipt.Kind == ReceiptKind.InOrder)
        {
            RemoveLast(_byActor[delivery.To]);
            Array.ForEach(effect.Reached, actor => RemoveLast(_byActor[actor]));
        }
        else if (delivery.Receipt.Kind == ReceiptKind.Counted)
        {
            RemoveLast(_counted[(delivery.To, delivery.Receipt.Group)]);
        }

        if (KeepsChannel(delivery))
        {
            RemoveLast(_byChannel[(delivery.From, delivery.To, delivery.Kind)]);
        }
    }

    private void Follow(in Effect effect, ulong[] before)
    {
        var rivals = RivalsOf(effect);
        for (int last = rivals.Count - 1; last >= 0; last--)
        {
            int at = rivals[last];
            if ((before[at >> 6] & (1UL << (at & 63))) == 0 && effect.DependsOn(_entries[at].Effect))
            {
                _races.Add(at);
                Include(before, at);
            }
        }
    }

    /// <summary>What came to the same actors before, in the order of the schedule.</summary>
    private List<int> RivalsOf(in Effect effect)
    {
        if (effect.Reached.Length == 0)
        {
            return ListOf(_byActor, effect.Id.To);
        }

        _rivals.Clear();
        _rivals.AddRange(ListOf(_byActor, effect.Id.To));
        foreach (int actor in effect.Reached)
        {
            _rivals.AddRange(ListOf(_byActor, actor));
        }

        _rivals.Sort();
        return _rivals;
    }

    /// <summary>Whether <paramref name="first"/> must come before <paramref name="then"/>, or is the same.</summary>
    public bool IsBefore(int first, int then) =>
        first == then || (first >= 0 && first < then && (_before[then][first >> 6] & (1UL << (first & 63))) != 0);

    // Two timers keep no order, nor does anything where that of messages is given up; and where nothing is made of a message
    // its place in the row says nothing either.
    private static bool KeepsChannel(in EventId delivery) =>
        !delivery.IsSingle && delivery.Receipt.Kind is ReceiptKind.InOrder or ReceiptKind.Counted;

    private static List<int> ListOf<TKey>(Dictionary<TKey, List<int>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private static int Push(List<int> list, int at)
    {
        int last = list.Count > 0 ? list[^1] : -1;
        list.Add(at);
        return last;
    }

    private static void RemoveLast(List<int> list) => list.RemoveAt(list.Count - 1);

    private ulong[] Row(int at)
    {
        while (at >= _before.Count)
        {
            _before.Add(new ulong[(_before.Count >> 6) + 1]);
        }

        Array.Clear(_before[at]);
        return _before[at];
    }

    private void Include(ulong[] before, int at)
    {
        if (at < 0)
        {
            return;
        }

        var row = _before[at];
        for (int word = 0; word < row.Length; word++)
        {
            before[word] |= row[word];
        }

        before[at >> 6] |= 1UL << (at & 63);
    }

    private readonly record struct Entry(Effect Effect, int SentIn, int Step, bool IsPlaced);
}
