using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>
/// When a pending delivery can be served in plain order of time, and who goes first where several can at once. What waits
/// for a busy receiver is called when the receiver is free, in the receiver's name.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ServiceKey
{
    private readonly long _startNs;
    private readonly long _sortKey;
    private readonly long _sequence;

    public ServiceKey(in PendingDelivery pending)
    {
        bool waits = pending.Kind != PendingKind.Scheduled && pending.ArrivalNs < pending.To.BusyUntilNs;
        _startNs = waits ? pending.To.BusyUntilNs : pending.ArrivalNs;
        _sortKey = waits ? pending.To.SortKey : pending.From.SortKey;
        _sequence = waits ? 0 : pending.Sequence;
    }

    /// <summary>Whether this one is served before one of another receiver.</summary>
    public bool IsBefore(in ServiceKey other)
    {
        if (_startNs != other._startNs)
        {
            return _startNs < other._startNs;
        }

        return _sortKey != other._sortKey ? _sortKey < other._sortKey : _sequence < other._sequence;
    }

    /// <summary>Whether one delivery arrives before another of the same receiver.</summary>
    public static bool ArrivesBefore(in PendingDelivery left, in PendingDelivery right)
    {
        if (left.ArrivalNs != right.ArrivalNs)
        {
            return left.ArrivalNs < right.ArrivalNs;
        }

        return left.From.SortKey != right.From.SortKey ? left.From.SortKey < right.From.SortKey : left.Sequence < right.Sequence;
    }
}
