using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>
/// When the latest message of each (sender, receiver) arrives. Only pairs with messages under way matter, so what lies
/// in the past is swept out whenever the table would have to grow.
/// </summary>
internal sealed class PairArrivals
{
    private Entry[] _entries = new Entry[64];
    private int _count;

    /// <summary>Holds an arrival back behind the pair's earlier one, and notes it.</summary>
    /// <param name="sender">The sender's index.</param>
    /// <param name="receiver">The receiver's index.</param>
    /// <param name="arrivalNs">When the message would arrive.</param>
    /// <param name="clockNs">Arrivals up to now no longer matter.</param>
    public long Admit(int sender, int receiver, long arrivalNs, long clockNs)
    {
        // Senders count from 0 and receivers from 1, so 0 can stand for a free entry.
        var pair = ((ulong)(uint)sender << 32) | (uint)receiver;
        ref var entry = ref Find(_entries, pair);
        if (entry.Pair == pair)
        {
            return entry.ArrivalNs = Math.Max(entry.ArrivalNs, arrivalNs);
        }

        if (_count >= _entries.Length / 2)
        {
            Sweep(clockNs);
            entry = ref Find(_entries, pair);
        }

        entry = new Entry(pair, arrivalNs);
        _count++;
        return arrivalNs;
    }

    /// <summary>Forgets all pairs.</summary>
    public void Clear()
    {
        Array.Clear(_entries);
        _count = 0;
    }

    private static ref Entry Find(Entry[] entries, ulong pair)
    {
        var mask = entries.Length - 1;
        var at = (int)((pair * 0x9E3779B97F4A7C15) >> 32) & mask;
        while (entries[at].Pair != 0 && entries[at].Pair != pair)
        {
            at = (at + 1) & mask;
        }

        return ref entries[at];
    }

    private void Sweep(long clockNs)
    {
        var alive = 0;
        foreach (ref var entry in _entries.AsSpan())
        {
            alive += entry.Pair != 0 && entry.ArrivalNs > clockNs ? 1 : 0;
        }

        // At least three quarters stay free, so that sweeps stay rare.
        var length = _entries.Length;
        while (alive >= length / 4)
        {
            length *= 2;
        }

        var swept = new Entry[length];
        foreach (ref var entry in _entries.AsSpan())
        {
            if (entry.Pair != 0 && entry.ArrivalNs > clockNs)
            {
                Find(swept, entry.Pair) = entry;
            }
        }

        _entries = swept;
        _count = alive;
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Entry(ulong Pair, long ArrivalNs);
}
