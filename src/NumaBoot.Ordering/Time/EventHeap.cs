namespace NumaBoot.Ordering;

/// <summary>A heap with four children a node: half as deep as a binary one, and a node's children share cache lines.</summary>
internal sealed class EventHeap
{
    private const int Arity = 4;
    private EventEntry[] _entries = new EventEntry[16];

    public int Count { get; private set; }

    public ref readonly EventEntry Top => ref _entries[0];

    public void Push(in EventEntry entry)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        SiftUp(Count++, entry);
    }

    public void Clear() => Count = 0;

    public void Pop()
    {
        var last = _entries[--Count];
        if (Count > 0)
        {
            SiftDown(0, last);
        }
    }

    /// <summary>Drops the entries that are not worth keeping.</summary>
    public void Keep(Predicate<EventEntry> isKept)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (isKept(_entries[i]))
            {
                _entries[kept++] = _entries[i];
            }
        }

        Count = kept;
        for (var i = (kept - 2) / Arity; i >= 0 && kept > 1; i--)
        {
            SiftDown(i, _entries[i]);
        }
    }

    private void SiftUp(int at, in EventEntry entry)
    {
        var entries = _entries;
        while (at > 0)
        {
            var parent = (at - 1) / Arity;
            if (!EventEntry.IsBefore(entry, entries[parent]))
            {
                break;
            }

            entries[at] = entries[parent];
            at = parent;
        }

        entries[at] = entry;
    }

    private void SiftDown(int at, in EventEntry entry)
    {
        var entries = _entries.AsSpan(0, Count);
        while (true)
        {
            var child = (at * Arity) + 1;
            if (child >= entries.Length)
            {
                break;
            }

            var least = child;
            var end = Math.Min(child + Arity, entries.Length);
            while (++child < end)
            {
                if (EventEntry.IsBefore(entries[child], entries[least]))
                {
                    least = child;
                }
            }

            if (!EventEntry.IsBefore(entries[least], entry))
            {
                break;
            }

            entries[at] = entries[least];
            at = least;
        }

        entries[at] = entry;
    }
}
