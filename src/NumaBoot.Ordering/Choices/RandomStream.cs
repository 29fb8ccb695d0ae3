using System.Runtime.CompilerServices;

namespace NumaBoot.Ordering;

/// <summary>
/// A stream of random numbers that follows from its seed alone, in every process and on every machine (SplitMix64).
/// A value type: a copy goes its own way from where it was made.
/// </summary>
public struct RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>A stream.</summary>
    /// <param name="seed">Streams of neighbouring seeds have nothing in common.</param>
    /// <param name="purpose">Tells apart the streams that one seed feeds.</param>
    public RandomStream(long seed, long purpose = 0) => _state = Scramble((ulong)seed + (Scramble((ulong)purpose + Step) | 1));

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Scramble(_state += Step);

    /// <summary>A number from 0 to <paramref name="count"/> - 1, each as likely as the other.</summary>
    /// <param name="count">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)(uint)count) >> 32);

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
