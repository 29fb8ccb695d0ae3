namespace NumaBoot.Memory;

/// <summary>
/// The free blocks of one order below the largest, in list order, with look-up by frame for merging.
/// A block that is freed twice is listed twice, as a counter would have it, but can be found only once: the model
/// survives what a kernel does not.
/// </summary>
internal sealed class BlockList
{
    private const int None = -1;

    private readonly Dictionary<long, int> _at = [];
    private readonly List<Entry> _entries = [];
    private int _head = None;
    private int _tail = None;
    private int _unused = None;

    /// <summary>How many blocks are listed.</summary>
    public int Count { get; private set; }

    /// <summary>Lists a block, in front or at the end.</summary>
    public void Add(long pfn, bool toTail)
    {
        int at = NewEntry(pfn);
        if (_head == None)
        {
            _head = at;
            _tail = at;
        }
        else if (toTail)
        {
            Link(_tail, at);
            _tail = at;
        }
        else
        {
            Link(at, _head);
            _head = at;
        }

        _at.TryAdd(pfn, at);
        Count++;
    }

    /// <summary>Takes the block in front; the list must not be empty.</summary>
    public long TakeFirst()
    {
        int at = _head;
        long pfn = _entries[at].Pfn;
        Unlink(at);
        if (_at.TryGetValue(pfn, out int known) && known == at)
        {
            _at.Remove(pfn);
        }

        return pfn;
    }

    /// <summary>Takes the block at <paramref name="pfn"/> if it is listed.</summary>
    public bool TryTake(long pfn)
    {
        if (!_at.Remove(pfn, out int at))
        {
            return false;
        }

        Unlink(at);
        return true;
    }

    /// <summary>Whether the block at <paramref name="pfn"/> is listed.</summary>
    public bool Contains(long pfn) => _at.ContainsKey(pfn);

    /// <summary>The first frames of all blocks, in list order.</summary>
    public IEnumerable<long> InOrder()
    {
        for (int at = _head; at != None; at = _entries[at].Next)
        {
            yield return _entries[at].Pfn;
        }
    }

    private int NewEntry(long pfn)
    {
        var entry = new Entry(pfn, None, None);
        if (_unused == None)
        {
            _entries.Add(entry);
            return _entries.Count - 1;
        }

        int at = _unused;
        _unused = _entries[at].Next;
        _entries[at] = entry;
        return at;
    }

    private void Link(int before, int after)
    {
        _entries[before] = _entries[before] with { Next = after };
        _entries[after] = _entries[after] with { Previous = before };
    }

    private void Unlink(int at)
    {
        var (_, previous, next) = _entries[at];
        if (previous == None)
        {
            _head = next;
        }
        else
        {
            _entries[previous] = _entries[previous] with { Next = next };
        }

        if (next == None)
        {
            _tail = previous;
        }
        else
        {
            _entries[next] = _entries[next] with { Previous = previous };
        }

        _entries[at] = new Entry(0, None, _unused);
        _unused = at;
        Count--;
    }

    private readonly record struct Entry(long Pfn, int Previous, int Next);
}
