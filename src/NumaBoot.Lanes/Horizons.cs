namespace NumaBoot.Lanes;

/// <summary>How far blocks of lanes may go on without hearing from each other.</summary>
public static class Horizons
{
    /// <summary>
    /// Works out how far each block may go: to the smallest promise of the others and the smallest delay on top. The block with
    /// the smallest promise could go farther than the others, who would then wait for it while it waits for them, in turns;
    /// so where it has promised more than its next message, it goes no farther than they do, and all go side by side.
    /// </summary>
    /// <param name="promises">The blocks' promises, with what is under way to each.</param>
    /// <param name="delayNs">No message between two lanes travels for less than this, in nanoseconds; above 0.</param>
    /// <param name="horizonsNs">Where to put the horizons, one a block.</param>
    /// <returns>The smallest promise; <see cref="Promise.Never"/> where nothing is pending anywhere.</returns>
    public static Promise Set(ReadOnlySpan<Promise> promises, long delayNs, Span<long> horizonsNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delayNs);
        int first = -1;
        var smallest = Promise.Never;
        long secondNs = long.MaxValue;
        for (int at = 0; at < promises.Length; at++)
        {
            if (promises[at].AtNs < smallest.AtNs)
            {
                secondNs = smallest.AtNs;
                (first, smallest) = (at, promises[at]);
            }
            else
            {
                secondNs = Math.Min(secondNs, promises[at].AtNs);
            }
        }

        bool goesAlone = smallest.Kind is PromiseKind.NextDelivery or PromiseKind.MessageUnderWay || secondNs == long.MaxValue;
        for (int at = 0; at < promises.Length; at++)
        {
            long othersNs = at == first && goesAlone ? secondNs : smallest.AtNs;
            horizonsNs[at] = othersNs > long.MaxValue - delayNs ? long.MaxValue : othersNs + delayNs;
        }

        return smallest;
    }
}
