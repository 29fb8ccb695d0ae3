namespace NumaBoot.Ordering;

/// <summary>
/// Probabilistic concurrency testing (PCT, Burckhardt and others, ASPLOS 2010) for messages: every channel draws a
/// priority when it first has something to deliver, the highest goes first, and at a few points, drawn over the length of
/// the schedule, the one in front falls behind all others. It finds what needs few but far reaching changes of order,
/// which drawing each delivery hardly ever does.
/// </summary>
/// <param name="seed">Decides all choices of a schedule.</param>
/// <param name="depth">How many constraints of order a fault may need, at least 1: one less is the number of changes.</param>
/// <param name="length">About how many choices a schedule has, at least 1.</param>
/// <param name="hold">What is held back; null for nothing.</param>
public sealed class PriorityChooser(long seed, int depth, long length, IDeliveryHold? hold = null) : IChooser
{
    private readonly long[] _changes = new long[Math.Max(depth - 1, 0)];
    private RandomStream _random;
    private long _lowest;

    /// <inheritdoc />
    public void Begin()
    {
        _random = new RandomStream(seed);
        _lowest = 0;
        for (int change = 0; change < _changes.Length; change++)
        {
            _changes[change] = _random.Below((int)Math.Clamp(length, 1, int.MaxValue));
        }
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int best = Best(candidates);
        foreach (long change in _changes)
        {
            if (change == candidates.Chosen)
            {
                candidates[best].Rank = --_lowest;
                best = Best(candidates);
            }
        }

        return best;
    }

    private int Best(Candidates candidates)
    {
        int best = 0;
        bool isBestHeld = true;
        for (int at = 0; at < candidates.Count; at++)
        {
            var channel = candidates[at];
            if (channel.Rank == 0)
            {
                channel.Rank = FirstRank(in candidates.First(at));
            }

            bool isHeld = hold?.Holds(in candidates.First(at), candidates.Chosen) == true;
            if (isHeld == isBestHeld ? channel.Rank > candidates[best].Rank || at == 0 : isBestHeld)
            {
                best = at;
                isBestHeld = isHeld;
            }
        }

        return best;
    }

    /// <summary>
    /// Above zero, so that a channel that fell behind stays behind those that come later. What goes off again and again
    /// goes behind all others each time, or it might do so before anybody hears it.
    /// </summary>
    private long FirstRank(in PendingDelivery pending) =>
        pending.Message is ScheduledWork { HasRun: true } ? --_lowest : (long)(_random.Next() >> 2) + 1;
}
