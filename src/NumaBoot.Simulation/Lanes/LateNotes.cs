using NumaBoot.Lanes;

namespace NumaBoot.Simulation;

/// <summary>
/// Notes for a block that goes once more where another has been: all of them are there at the beginning, also those about
/// what its own lanes have yet to do. Each is written once all that starts before it was sent is delivered; what was
/// sent after it arrives later, since nothing crosses in no time.
/// </summary>
internal sealed class LateNotes
{
    private readonly PriorityQueue<ILedgerEntry, (long SentNs, long Number)> _notes = new();
    private bool _isAwaited;
    private long _number;

    /// <summary>When the first of them was sent, in nanoseconds; <see cref="long.MaxValue"/> where there is none.</summary>
    public long NextNs => _notes.TryPeek(out _, out var at) ? at.SentNs : long.MaxValue;

    /// <summary>What is taken in next has its time.</summary>
    public void Await() => _isAwaited = true;

    /// <summary>Keeps a note until its time has come; false where there is nothing to wait for, and it may be written at once.</summary>
    public bool Take(in CrossMessage note, ILedgerEntry entry)
    {
        if (_isAwaited)
        {
            _notes.Enqueue(entry, (note.SentNs, _number++));
        }

        return _isAwaited;
    }

    /// <summary>Writes the first. Once all are written, those that come later need not wait.</summary>
    public void Write(BootLedger ledger)
    {
        _notes.Dequeue().WriteIn(ledger);
        _isAwaited = _notes.Count > 0;
    }

    /// <summary>Writes all that are left: nothing is pending any more.</summary>
    public void WriteAll(BootLedger ledger)
    {
        while (_notes.Count > 0)
        {
            Write(ledger);
        }
    }
}
