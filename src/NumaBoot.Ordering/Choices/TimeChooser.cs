namespace NumaBoot.Ordering;

/// <summary>Chooses as <see cref="TimeOrder"/> delivers: what can be served first; ties by the sender.</summary>
public sealed class TimeChooser : IChooser
{
    /// <inheritdoc />
    public void Begin()
    {
        // What comes first follows from the pending deliveries alone.
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int best = 0;
        var first = new ServiceKey(in candidates.First(0));
        for (int at = 1; at < candidates.Count; at++)
        {
            var key = new ServiceKey(in candidates.First(at));
            if (key.IsBefore(in first))
            {
                best = at;
                first = key;
            }
        }

        return best;
    }
}
