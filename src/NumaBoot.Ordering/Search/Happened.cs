namespace NumaBoot.Ordering;

/// <summary>
/// Which deliveries of a schedule must come before which others: those to the same receiver in their order, as far as that
/// matters to it, and those before which a message was not sent.
/// </summary>
internal sealed class Happened
{
    private readonly List<Entry> _entries = [];
    private readonly List<ulong[]> _before = [];
    private readonly List<int> _races = [];
    private readonly Dictionary<int, List<int>> _byReceiver = [];
    private readonly Dictionary<(int Receiver, long Group), List<int>> _counted = [];
    private readonly Dictionary<(int From, int To, ChannelKind Kind), List<int>> _byChannel = [];

    public int Count => _entries.Count;

    public EventId this[int at] => _entries[at].Id;

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
            var entry = _entries[at];
            if (entry.Id.Receipt.Kind == ReceiptKind.InOrder)
            {
                RemoveLast(_byReceiver[entry.Id.To]);
            }
            else if (entry.Id.Receipt.Kind == ReceiptKind.Counted)
            {
                RemoveLast(_counted[(entry.Id.To, entry.Id.Receipt.Group)]);
            }

            if (KeepsChannel(entry.Id))
            {
                RemoveLast(_byChannel[(entry.Id.From, entry.Id.To, entry.Id.Kind)]);
            }

            _entries.RemoveAt(at);
        }
    }

    /// <summary>Adds the next delivery.</summary>
    /// <param name="delivery">Which.</param>
    /// <param name="sentIn">In which it was sent; -1 for before the first.</param>
    /// <param name="step">The choice that it was; -1 where there was nothing to choose.</param>
    public void Add(in EventId delivery, int sentIn, int step)
    {
        int at = _entries.Count;
        var before = Row(at);
        _races.Clear();
        Include(before, sentIn);
        if (KeepsChannel(delivery))
        {
            Include(before, Push(ListOf(_byChannel, (delivery.From, delivery.To, delivery.Kind)), at));
        }

        if (delivery.Receipt.Kind == ReceiptKind.InOrder)
        {
            var receiver = ListOf(_byReceiver, delivery.To);
            FollowReceiver(receiver, delivery, before);
            receiver.Add(at);
        }
        else if (delivery.Receipt.Kind == ReceiptKind.Counted)
        {
            // What is sent when the last of them is there follows from all.
            var group = ListOf(_counted, (delivery.To, delivery.Receipt.Group));
            group.ForEach(counted => Include(before, counted));
            group.Add(at);
        }

        _entries.Add(new Entry(delivery, sentIn, step));
    }

    private void FollowReceiver(List<int> receiver, in EventId delivery, ulong[] before)
    {
        for (int last = receiver.Count - 1; last >= 0; last--)
        {
            int at = receiver[last];
            if (delivery.DependsOn(_entries[at].Id) && (before[at >> 6] & (1UL << (at & 63))) == 0)
            {
                _races.Add(at);
                Include(before, at);
            }
        }
    }

    /// <summary>Whether <paramref name="first"/> must come before <paramref name="then"/>, or is the same.</summary>
    public bool IsBefore(int first, int then) =>
        first == then || (first >= 0 && first < then && (_before[then][first >> 6] & (1UL << (first & 63))) != 0);

    // Two timers keep no order, and where nothing is made of a message its place in the row says nothing either.
    private static bool KeepsChannel(in EventId delivery) =>
        delivery.Kind != ChannelKind.Timer && delivery.Receipt.Kind is ReceiptKind.InOrder or ReceiptKind.Counted;

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
        int words = (at >> 6) + 1;
        if (at == _before.Count)
        {
            _before.Add(new ulong[words]);
        }
        else
        {
            Array.Clear(_before[at]);
        }

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

    private readonly record struct Entry(EventId Id, int SentIn, int Step);
}
