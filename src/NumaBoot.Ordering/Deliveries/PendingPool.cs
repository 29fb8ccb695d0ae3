using System.Runtime.CompilerServices;

namespace NumaBoot.Ordering;

/// <summary>
/// Keeps the pending deliveries of one engine in one array and hands out their places, so that a delivery costs no
/// allocation besides its message.
/// </summary>
public sealed class PendingPool
{
    private PendingDelivery[] _entries = new PendingDelivery[256];

    // What travels beside messages, by handle; null until the first does, so that it costs nothing where nobody wants it.
    private object?[]? _carried;
    private int _free = -1;
    private int _used;

    /// <summary>How many deliveries are pending.</summary>
    public int Count { get; private set; }

    /// <summary>How many deliveries the engine has made: of what was taken out, timers that only tell, and what was lost, are none.</summary>
    public long Delivered { get; internal set; }

    /// <summary>
    /// The actors, by number, that had system messages to work off since the delivery in hand began: whom it stopped,
    /// restarted, watched, and who is told of that; not those that it created. One may be named more than once.
    /// </summary>
    internal List<int> Reached { get; } = [];

    /// <summary>Whom the delivery in hand sent something although they had stopped: from whom to whom, by number.</summary>
    internal List<(int From, int To)> Buried { get; } = [];

    /// <summary>A pending delivery by its handle. The reference holds until the next delivery is added.</summary>
    public ref PendingDelivery this[int handle]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _entries[handle];
    }

    /// <summary>Lets something travel beside a pending delivery.</summary>
    internal void Carry(int handle, object carried)
    {
        if (_carried is null || handle >= _carried.Length)
        {
            Array.Resize(ref _carried, _entries.Length);
        }

        _carried[handle] = carried;
    }

    /// <summary>Takes out what travels beside a pending delivery; null for nothing.</summary>
    internal object? TakeCarried(int handle)
    {
        if (_carried is null || handle >= _carried.Length)
        {
            return null;
        }

        object? carried = _carried[handle];
        _carried[handle] = null;
        return carried;
    }

    /// <summary>Forgets all that is pending. Handles that are still around do not hit what comes later.</summary>
    internal void Clear()
    {
        _free = -1;
        for (int handle = _used - 1; handle >= 0; handle--)
        {
            ref var entry = ref _entries[handle];
            entry.Kind = PendingKind.None;
            entry.Message = null;
            entry.ReplyTo = null;
            entry.IsWaiting = false;
            entry.Version++;
            entry.Next = _free;
            _free = handle;
        }

        _carried = null;
        Count = 0;
        Delivered = 0;
        Reached.Clear();
        Buried.Clear();
    }

    /// <summary>Takes a free entry.</summary>
    internal int Rent()
    {
        Count++;
        var handle = _free;
        if (handle >= 0)
        {
            _free = _entries[handle].Next;
        }
        else
        {
            handle = _used++;
            if (handle == _entries.Length)
            {
                Array.Resize(ref _entries, _entries.Length * 2);
            }
        }

        _entries[handle].Next = -1;
        return handle;
    }

    /// <summary>Gives an entry back: the engine what it delivers, an order what it drops because it will never happen.</summary>
    internal void Release(int handle)
    {
        ref var entry = ref _entries[handle];
        entry.Kind = PendingKind.None;
        entry.Message = null;
        entry.ReplyTo = null;
        entry.IsWaiting = false;
        entry.Version++;
        entry.Next = _free;
        _free = handle;
        if (_carried is not null)
        {
            _ = TakeCarried(handle);
        }

        Count--;
    }
}
