using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>Plain order of time but for the deviations of a recorded schedule.</summary>
/// <param name="deviations">What was recorded, in order.</param>
public sealed class ReplayChooser(ImmutableArray<Deviation> deviations) : IChooser
{
    private int _next;

    /// <inheritdoc />
    public void Begin() => _next = 0;

    /// <inheritdoc />
    /// <exception cref="ReplayDivergedException">What was recorded cannot be delivered here: the run is another.</exception>
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (_next == deviations.Length || deviations[_next].At > candidates.Chosen + 1)
        {
            return TimeChooser.First(candidates);
        }

        var wanted = deviations[_next++].Chosen;
        int at = candidates.Find(wanted);
        return at >= 0 ? at : throw new ReplayDivergedException(candidates.Chosen + 1, wanted);
    }
}
