namespace NumaBoot.Ordering;

/// <summary>
/// Which deliveries of a schedule must come before which others: those to the same receiver in their order, and the one in
/// which a message was sent before the one that delivers it.
/// </summary>
internal sealed class Happened
{
    private readonly List<EventId> _events = [];
    private readonly List<int> _sentIn = [];
    private readonly List<int> _lastAtReceiver = [];
    private readonly Dictionary<int, List<int>> _byReceiver = [];
    private readonly List<ulong[]> _before = [];

    public int Count => _events.Count;

    public EventId this[int at] => _events[at];

    /// <summary>The delivery in which that of <paramref name="at"/> was sent; -1 for before the first.</summary>
    public int SentIn(int at) => _sentIn[at];

    /// <summary>The delivery to the same receiver just before; -1 for none.</summary>
    public int LastAtReceiver(int at) => _lastAtReceiver[at];

    /// <summary>Forgets all from <paramref name="count"/> on.</summary>
    public void CutTo(int count)
    {
        while (_events.Count > count)
        {
            int at = _events.Count - 1;
            _byReceiver[_events[at].To].RemoveAt(_byReceiver[_events[at].To].Count - 1);
            _events.RemoveAt(at);
            _sentIn.RemoveAt(at);
            _lastAtReceiver.RemoveAt(at);
        }
    }

    /// <summary>Adds the next delivery.</summary>
    public void Add(in EventId delivery, int sentIn)
    {
        int at = _events.Count;
        if (!_byReceiver.TryGetValue(delivery.To, out var receiver))
        {
            _byReceiver.Add(delivery.To, receiver = []);
        }

        int last = receiver.Count > 0 ? receiver[^1] : -1;
        _events.Add(delivery);
        _sentIn.Add(sentIn);
        _lastAtReceiver.Add(last);
        receiver.Add(at);
        var before = Row(at);
        Include(before, last);
        Include(before, sentIn);
    }

    /// <summary>Whether <paramref name="first"/> must come before <paramref name="then"/>, or is the same.</summary>
    public bool IsBefore(int first, int then) =>
        first == then || (first >= 0 && first < then && (_before[then][first >> 6] & (1UL << (first & 63))) != 0);

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
}
