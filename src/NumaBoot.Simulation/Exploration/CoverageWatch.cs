using System.Collections.Frozen;
using System.Numerics;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Notes which messages actors of each kind were told. Each message is told to one kind of actor alone.</summary>
internal sealed class CoverageWatch : IDeliveryObserver
{
    private const int WordBits = 64;

    private static readonly FrozenDictionary<Type, int> Numbers = typeof(IBootMessage).Assembly.GetTypes()
        .Where(type => type is { IsNestedPublic: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBootMessage)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select((type, at) => KeyValuePair.Create(type, at))
        .ToFrozenDictionary();

    private readonly ulong[] _seen = new ulong[(Numbers.Count + WordBits - 1) / WordBits];

    /// <summary>What was seen since it was last asked.</summary>
    public ulong[] Take()
    {
        ulong[] seen = [.. _seen];
        Array.Clear(_seen);
        return seen;
    }

    /// <summary>Adds what was seen elsewhere.</summary>
    public void Add(ulong[] seen)
    {
        for (int at = 0; at < seen.Length; at++)
        {
            _seen[at] |= seen[at];
        }
    }

    /// <summary>How much was seen.</summary>
    public CoverageCount Coverage => new(_seen.Sum(BitOperations.PopCount), Numbers.Count);

    /// <inheritdoc />
    public void Delivering(in Delivery delivery)
    {
        if (Numbers.TryGetValue(Letter.ContentOf(delivery.Message).GetType(), out int number))
        {
            _seen[number / WordBits] |= 1UL << (number % WordBits);
        }
    }

    /// <inheritdoc />
    public void Delivered(in Delivery delivery)
    {
        // What was told was seen before.
    }
}
