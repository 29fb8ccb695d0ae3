using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>
/// When a pending delivery can be served in plain order of time, and who goes first where several can at once. What waits
/// for a busy receiver is called when the receiver is free, in the receiver's name and in the order of arrival.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ServiceKey
{
    private readonly long _startNs;
    private readonly long _sortKey;
    private readonly long _sequence;
    private readonly long _arrivalNs;
    private readonly long _senderKey;
    private readonly long _senderSequence;

    public ServiceKey(in PendingDelivery pending)
    {
        bool waits = pending.Kind != PendingKind.Scheduled && pending.ArrivalNs < pending.To.BusyUntilNs;
        _startNs = waits ? pending.To.BusyUntilNs : pending.ArrivalNs;
        _arrivalNs = pending.ArrivalNs;
        _senderKey = pending.From.SortKey;
        _senderSequence = pending.Sequence;
        _sortKey = waits ? pending.To.SortKey : _senderKey;
        _sequence = waits ? 0 : _senderSequence;
    }

    public bool IsBefore(in ServiceKey other)
    {
        if (_startNs != other._startNs)
        {
            return _startNs < other._startNs;
        }

        if (_sortKey != other._sortKey)
        {
            return _sortKey < other._sortKey;
        }

        if (_sequence != other._sequence)
        {
            return _sequence < other._sequence;
        }

        if (_arrivalNs != other._arrivalNs)
        {
            return _arrivalNs < other._arrivalNs;
        }

        return _senderKey != other._senderKey ? _senderKey < other._senderKey : _senderSequence < other._senderSequence;
    }
}
