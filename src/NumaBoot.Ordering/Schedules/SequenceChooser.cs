using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>
/// Plain order of time for a while, then wanted deliveries one after the other, then plain order of time again. What is
/// wanted and not pending when its turn comes is passed over: a schedule always comes to its end.
/// </summary>
/// <param name="plain">How many choices are those of plain order of time.</param>
/// <param name="wanted">What is delivered then, in order.</param>
public sealed class SequenceChooser(long plain, ImmutableArray<DeliveryKey> wanted) : IChooser
{
    private int _next;

    /// <inheritdoc />
    public void Begin() => _next = 0;

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        while (candidates.Chosen >= plain && _next < wanted.Length)
        {
            int at = candidates.Find(wanted[_next++]);
            if (at >= 0)
            {
                return at;
            }
        }

        return TimeChooser.First(candidates);
    }
}
