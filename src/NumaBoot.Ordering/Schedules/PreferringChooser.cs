using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>
/// Plain order of time for a while, then plain order of time among wanted deliveries; what else is pending waits as long
/// as any of these is.
/// </summary>
/// <param name="plain">How many choices are those of plain order of time.</param>
/// <param name="wanted">What goes before all else from there on, in whatever order.</param>
public sealed class PreferringChooser(long plain, ImmutableArray<DeliveryKey> wanted) : IChooser
{
    private readonly HashSet<DeliveryKey> _wanted = [.. wanted];

    /// <inheritdoc />
    public void Begin()
    {
        // What comes first follows from the pending deliveries alone.
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int best = candidates.Chosen < plain
            ? -1
            : TimeChooser.First(candidates, channel => _wanted.Contains(DeliveryKey.Of(channel)));
        return best >= 0 ? best : TimeChooser.First(candidates);
    }
}
