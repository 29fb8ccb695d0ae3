namespace NumaBoot.Ordering;

/// <summary>
/// Events in the order of time, kept apart by the group of actors that they are for. A group's events lie together in
/// memory; a heap over the groups, by the first event of each, says whose turn it is.
/// </summary>
internal sealed class GroupedEvents
{
    private const int Arity = 4;

    private EventHeap?[] _groups = new EventHeap?[16];

    // A heap of groups that have events, and where in it a group is; -1 for nowhere.
    private int[] _order = new int[16];
    private int[] _places = NoPlaces(16);
    private int _used;

    // The group whose turn it is until a time; it is not in the heap meanwhile. -1 for none.
    private int _turn = -1;

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The next event. Of those before <paramref name="apartNs"/> all of one group come before those of another, in the order
    /// of time within each; after that, the first of all.
    /// </summary>
    /// <param name="apartNs">Until when it does not matter how the groups lie in time to each other, in nanoseconds; 0 for it always does.</param>
    public ref readonly EventEntry Next(long apartNs)
    {
        if (_turn >= 0)
        {
            if (_groups[_turn] is { Count: > 0 } current && current.Top.TimeNs < apartNs)
            {
                return ref current.Top;
            }

            EndTurn();
        }

        int first = _order[0];
        ref readonly var top = ref _groups[first]!.Top;
        if (top.TimeNs < apartNs)
        {
            _turn = first;
            Remove(first);
        }

        return ref top;
    }

    /// <summary>When the first event of a group is due, in nanoseconds; <see cref="long.MaxValue"/> where it has none.</summary>
    public long FirstNs(int group) =>
        group < _groups.Length && _groups[group] is { Count: > 0 } events ? events.Top.TimeNs : long.MaxValue;

    /// <summary>Takes in an event.</summary>
    public void Push(int group, in EventEntry entry)
    {
        if (group >= _groups.Length)
        {
            Grow(group);
        }

        var events = _groups[group] ??= new EventHeap();
        events.Push(entry);
        Count++;
        if (group == _turn)
        {
            return;
        }

        if (_places[group] < 0)
        {
            SiftUp(_used++, group);
        }
        else if (events.Top == entry)
        {
            SiftUp(_places[group], group);
        }
    }

    /// <summary>Takes the next event out: the one that <see cref="Next"/> has named.</summary>
    public void Pop()
    {
        Count--;
        if (_turn >= 0)
        {
            _groups[_turn]!.Pop();
            return;
        }

        int group = _order[0];
        _groups[group]!.Pop();
        if (_groups[group]!.Count > 0)
        {
            SiftDown(0, group);
        }
        else
        {
            Remove(group);
        }
    }

    /// <summary>Ends the turn of the group that has one: the next event is the first of all.</summary>
    public void EndTurn()
    {
        if (_turn >= 0 && _groups[_turn]!.Count > 0)
        {
            SiftUp(_used++, _turn);
        }

        _turn = -1;
    }

    /// <summary>Forgets all events.</summary>
    public void Clear()
    {
        foreach (var events in _groups)
        {
            events?.Clear();
        }

        Array.Fill(_places, -1);
        Count = _used = 0;
        _turn = -1;
    }

    /// <summary>Drops the events that are not worth keeping.</summary>
    public void Keep(Predicate<EventEntry> isKept)
    {
        EndTurn();
        Array.Fill(_places, -1);
        Count = _used = 0;
        for (int group = 0; group < _groups.Length; group++)
        {
            if (_groups[group] is { Count: > 0 } events)
            {
                events.Keep(isKept);
                Count += events.Count;
                if (events.Count > 0)
                {
                    SiftUp(_used++, group);
                }
            }
        }
    }

    private static int[] NoPlaces(int length)
    {
        int[] places = new int[length];
        Array.Fill(places, -1);
        return places;
    }

    private void Grow(int group)
    {
        int length = Math.Max(group + 1, _groups.Length * 2);
        int[] places = NoPlaces(length);
        _places.CopyTo(places, 0);
        _places = places;
        Array.Resize(ref _groups, length);
        Array.Resize(ref _order, length);
    }

    /// <summary>Takes the first group out of the heap.</summary>
    private void Remove(int first)
    {
        _places[first] = -1;
        int last = _order[--_used];
        if (last != first)
        {
            SiftDown(0, last);
        }
    }

    private bool IsBefore(int left, int right) => EventEntry.IsBefore(_groups[left]!.Top, _groups[right]!.Top);

    private void SiftUp(int at, int group)
    {
        while (at > 0)
        {
            int parent = (at - 1) / Arity;
            if (!IsBefore(group, _order[parent]))
            {
                break;
            }

            Put(at, _order[parent]);
            at = parent;
        }

        Put(at, group);
    }

    private void SiftDown(int at, int group)
    {
        while (true)
        {
            int child = (at * Arity) + 1;
            if (child >= _used)
            {
                break;
            }

            int least = child;
            int end = Math.Min(child + Arity, _used);
            while (++child < end)
            {
                if (IsBefore(_order[child], _order[least]))
                {
                    least = child;
                }
            }

            if (!IsBefore(_order[least], group))
            {
                break;
            }

            Put(at, _order[least]);
            at = least;
        }

        Put(at, group);
    }

    private void Put(int at, int group)
    {
        _order[at] = group;
        _places[group] = at;
    }
}
