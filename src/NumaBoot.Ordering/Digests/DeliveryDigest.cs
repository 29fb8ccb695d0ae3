using System.Runtime.CompilerServices;

namespace NumaBoot.Ordering;

/// <summary>
/// A running hash over deliveries, one for each group of receivers. A group's hash follows from the deliveries to that
/// group alone, so it does not change when other groups run on another engine.
/// </summary>
public sealed class DeliveryDigest
{
    internal const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Factor = 0xD6E8FEB86659FD93;

    private ulong[] _groups = [];

    /// <summary>All groups in one number, in the order of their numbers.</summary>
    public ulong Value => Combine(_groups);

    /// <summary>The hash of each group, by its number; 0 for one that got nothing.</summary>
    public ReadOnlySpan<ulong> Groups => _groups;

    /// <summary>Combines the hashes of groups, in the order given; those that got nothing leave no mark.</summary>
    /// <param name="groups">One hash a group, by its number.</param>
    public static ulong Combine(ReadOnlySpan<ulong> groups)
    {
        var hash = Seed;
        for (var group = 0; group < groups.Length; group++)
        {
            if (groups[group] != 0)
            {
                hash = Mix(Mix(hash, (ulong)group), groups[group]);
            }
        }

        return hash;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear() => Array.Clear(_groups);

    internal void Add(long startNs, ActorSlot sender, ActorSlot receiver, ulong fingerprint)
    {
        if (receiver.DigestGroup >= _groups.Length)
        {
            Array.Resize(ref _groups, Math.Max(receiver.DigestGroup + 1, _groups.Length * 2));
        }

        ref var hash = ref _groups[receiver.DigestGroup];
        hash = Mix(hash + Seed, (ulong)startNs);
        hash = Mix(hash, (ulong)sender.SortKey);
        hash = Mix(hash, (ulong)receiver.SortKey);
        hash = Mix(hash, fingerprint);
    }

    /// <summary>The hash of a text.</summary>
    internal static ulong Of(string text)
    {
        var hash = Seed;
        foreach (var letter in text)
        {
            hash = Mix(hash, letter);
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ Seed, value ^ Factor, out var low);
        return (high ^ low) + (hash * Factor) + value;
    }
}
