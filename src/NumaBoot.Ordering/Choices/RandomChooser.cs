namespace NumaBoot.Ordering;

/// <summary>Each candidate is as likely as the other.</summary>
/// <param name="seed">Decides all choices of a schedule.</param>
/// <param name="hold">What is held back; null for nothing.</param>
public sealed class RandomChooser(long seed, IDeliveryHold? hold = null) : IChooser
{
    private RandomStream _random;

    /// <inheritdoc />
    public void Begin() => _random = new RandomStream(seed);

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int drawn = candidates.Count == 1 ? 0 : _random.Below(candidates.Count);
        if (hold is null)
        {
            return drawn;
        }

        // Whoever is held back leaves its turn to the next.
        for (int step = 0; step < candidates.Count; step++)
        {
            int at = (drawn + step) % candidates.Count;
            if (!hold.Holds(in candidates.First(at), candidates.Chosen))
            {
                return at;
            }
        }

        return drawn;
    }
}
