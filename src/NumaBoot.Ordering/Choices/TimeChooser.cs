namespace NumaBoot.Ordering;

/// <summary>
/// Chooses as <see cref="TimeOrder"/> delivers: each receiver takes what arrived first, and of the receivers the one that
/// can begin first goes on; ties by the sender.
/// </summary>
public sealed class TimeChooser : IChooser
{
    /// <inheritdoc />
    public void Begin()
    {
        // What comes first follows from the pending deliveries alone.
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates) => First(candidates);

    /// <summary>The first of those that may be chosen; -1 where none may.</summary>
    /// <param name="candidates">All of them.</param>
    /// <param name="mayChoose">Which may; null for all.</param>
    internal static int First(Candidates candidates, Predicate<Channel>? mayChoose = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        long round = ++candidates.Rounds;
        FindFirstArrivals(candidates, round, mayChoose);
        int best = -1;
        ServiceKey first = default;
        for (int at = 0; at < candidates.Count; at++)
        {
            ref var pending = ref candidates.First(at);
            bool isWork = pending.Kind == PendingKind.Scheduled;
            if (isWork ? mayChoose?.Invoke(candidates[at]) == false : pending.To.FirstRound != round || pending.To.FirstAt != at)
            {
                continue;
            }

            var key = new ServiceKey(in pending);
            if (best < 0 || key.IsBefore(in first))
            {
                best = at;
                first = key;
            }
        }

        return best;
    }

    /// <summary>Notes at each receiver which candidate it would take.</summary>
    private static void FindFirstArrivals(Candidates candidates, long round, Predicate<Channel>? mayChoose)
    {
        for (int at = 0; at < candidates.Count; at++)
        {
            ref var pending = ref candidates.First(at);
            if (pending.Kind == PendingKind.Scheduled || mayChoose?.Invoke(candidates[at]) == false)
            {
                continue;
            }

            var receiver = pending.To;
            if (receiver.FirstRound != round || ServiceKey.ArrivesBefore(in pending, in candidates.First(receiver.FirstAt)))
            {
                receiver.FirstRound = round;
                receiver.FirstAt = at;
            }
        }
    }
}
