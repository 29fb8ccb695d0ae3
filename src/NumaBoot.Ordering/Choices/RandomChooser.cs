namespace NumaBoot.Ordering;

/// <summary>Each candidate is as likely as the other.</summary>
/// <param name="seed">Decides all choices of a schedule.</param>
public sealed class RandomChooser(long seed) : IChooser
{
    private RandomStream _random;

    /// <inheritdoc />
    public void Begin() => _random = new RandomStream(seed);

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates.Count == 1 ? 0 : _random.Below(candidates.Count);
    }
}
