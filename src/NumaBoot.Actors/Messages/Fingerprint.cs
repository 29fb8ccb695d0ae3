using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// A 64-bit hash that is built up value by value and is the same in every process and on every machine (unlike
/// <see cref="HashCode"/>). It tells runs apart; it is no protection against forgery.
/// </summary>
public struct Fingerprint
{
    private ulong _state;

    /// <summary>The hash of what was added.</summary>
    public readonly ulong Value
    {
        get
        {
            ulong hash = _state;
            hash ^= hash >> 32;
            hash *= 0x9FB21C651E98DF25UL;
            return hash ^ (hash >> 29);
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(long value)
    {
        ulong mixed = (_state ^ (ulong)value) * 0x9E3779B97F4A7C15UL;
        _state = System.Numerics.BitOperations.RotateLeft(mixed, 29) + 0x632BE59BD9B4E019UL;
    }

    /// <summary>
    /// Adds a number that nearly always is 0, and then leaves no mark: what a boot is told by, when it is switched off,
    /// stays what it was. Only for what comes last.
    /// </summary>
    public void AddUnlessZero(long value)
    {
        if (value != 0)
        {
            Add(value);
        }
    }

    /// <summary>Adds a truth value.</summary>
    public void Add(bool value) => Add(value ? 1 : 0);

    /// <summary>Adds a text.</summary>
    public void Add(string? text)
    {
        Add(text?.Length ?? -1);
        foreach (char letter in text ?? "")
        {
            Add(letter);
        }
    }

    /// <summary>Adds an address.</summary>
    public void Add(ActorAddress address)
    {
        Add((long)address.Role);
        Add(((long)address.Nid << 32) | (uint)address.Index);
    }

    /// <summary>Adds a request's id.</summary>
    public void Add(RequestId id)
    {
        Add(id.From);
        Add(id.Number);
    }

    /// <summary>Adds a zone.</summary>
    public void Add(ZoneRef zone) => Add(((long)zone.Nid << 8) | (long)zone.Kind);

    /// <summary>Adds ranges of frames.</summary>
    public void Add(ImmutableArray<PfnRange> ranges)
    {
        Add(ranges.Length);
        foreach (var range in ranges)
        {
            Add(range.Start);
            Add(range.End);
        }
    }
}
