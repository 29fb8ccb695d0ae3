using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>
/// Makes a failing schedule small: as close to plain order of time as can be, with as few deliveries as can be from where
/// it leaves that order. Two ways are gone in turn. Of the order in which each receiver got its messages, only that is
/// kept without which the schedule does not fail. And plain order of time is kept as long as the rest still fails, of
/// which then all is left out that is not needed (both by delta debugging, Zeller and Hildebrandt 2002).
/// </summary>
/// <param name="subject">What fails.</param>
public sealed class Shrinker(ISubject subject)
{
    // Where a schedule is long, the place to leave plain order of time is looked for in ever larger steps.
    private const int StepGrowth = 16;

    /// <summary>How many schedules were run.</summary>
    public int Runs { get; private set; }

    /// <summary>How many deliveries there were in all of them.</summary>
    public long Deliveries { get; private set; }

    /// <summary>After how many deliveries it makes do with what it has.</summary>
    public long MostDeliveries { get; init; } = 10_000_000;

    /// <summary>Hears after each schedule how many were run.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Makes it content with the smallest schedule so far.</summary>
    public CancellationToken Cancellation { get; init; }

    private bool IsContent => Deliveries >= MostDeliveries || Cancellation.IsCancellationRequested;

    /// <summary>The smallest schedule that was found to fail in the same way.</summary>
    /// <param name="found">A schedule that fails.</param>
    public Trial Shrink(Trial found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (Try(found, new TimeChooser()) is { } plain)
        {
            return plain;
        }

        var best = found;
        Trial before;
        do
        {
            before = best;
            var plainer = Shorten(KeepFewPrecedences(best));
            var shorter = Shorten(best);
            best = Better(best, Better(shorter, plainer));
        }
        while (!ReferenceEquals(before, best));

        return best;
    }

    /// <summary>
    /// A schedule that fails like one of another subject that is much the same, in an order as near to it as can be; null
    /// where none was found.
    /// </summary>
    /// <param name="known">The schedule of the other.</param>
    public Trial? Follow(Trial known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Try(known, new TimeChooser())
            ?? Try(known, new SequenceChooser(0, known.Chosen))
            ?? Try(known, new PreferringChooser(0, known.Chosen))
            ?? Try(known, new PrecedenceChooser(Precedence.AllOf(known.Chosen)));
    }

    /// <summary>The schedule of a chooser, where it fails like a known one; null where it does not.</summary>
    /// <param name="known">The schedule of this or another subject.</param>
    /// <param name="chooser">Who delivers next.</param>
    public Trial? Follow(Trial known, IChooser chooser)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Try(known, chooser);
    }

    /// <summary>Whether a schedule is smaller than another one that fails in the same way.</summary>
    public static bool IsSmaller(Trial left, Trial right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Length != right.Length ? left.Length < right.Length : left.Deviations.Length < right.Deviations.Length;
    }

    private static Trial Better(Trial best, Trial? other) => other is not null && IsSmaller(other, best) ? other : best;

    private Trial KeepFewPrecedences(Trial trial)
    {
        var best = trial;
        Without(Precedence.AllOf(trial.Chosen), fewer => Try(trial, new PrecedenceChooser(fewer)) is { } smaller && Take(out best, smaller));
        return best;
    }

    /// <summary>Leaves plain order of time as late as can be, and delivers as little as can be from there on.</summary>
    private Trial Shorten(Trial trial)
    {
        var best = trial;
        Trial before;
        do
        {
            before = best;
            best = Better(best, LeaveLater(best));
            best = Better(best, Straighten(best, PlainChoices(best)));
            best = LeaveOut(best);
        }
        while (!ReferenceEquals(before, best));

        return best;
    }

    /// <summary>The same deliveries, but for more of them plain order of time comes first.</summary>
    private Trial? LeaveLater(Trial trial)
    {
        long step = 1;
        for (long plain = trial.Chosen.Length - 1; plain > PlainChoices(trial); plain -= step)
        {
            var later = Try(trial, new SequenceChooser(plain, trial.Chosen));
            if ((later is null || !IsSmaller(later, trial)) && step == 1)
            {
                later = Straighten(trial, plain);
            }

            if (later is not null && IsSmaller(later, trial))
            {
                return later;
            }

            step = Math.Max(1, (trial.Chosen.Length - plain) / StepGrowth);
        }

        return null;
    }

    /// <summary>The same deliveries in plain order of time; what else is pending waits.</summary>
    private Trial? Straighten(Trial trial, long plain) => Try(trial, new PreferringChooser(plain, Tail(trial)));

    private Trial LeaveOut(Trial trial)
    {
        var best = trial;
        long plain = PlainChoices(trial);
        Without(
            Tail(trial),
            fewer => Try(trial, new SequenceChooser(plain, fewer)) is { } shorter && IsSmaller(shorter, best) && Take(out best, shorter));
        return best;
    }

    private static long PlainChoices(Trial trial) => trial.Chosen.Length - trial.Length;

    private static ImmutableArray<DeliveryKey> Tail(Trial trial) => trial.Chosen[(int)PlainChoices(trial)..];

    private static bool Take(out Trial best, Trial smaller)
    {
        best = smaller;
        return true;
    }

    /// <summary>Leaves out as many items as can be, in ever smaller pieces.</summary>
    private void Without<T>(ImmutableArray<T> kept, Predicate<ImmutableArray<T>> succeeds)
    {
        int size = Math.Max(kept.Length / 2, 1);
        while (true)
        {
            bool isSmaller = false;
            for (int at = 0; at < kept.Length && !IsContent;)
            {
                var fewer = kept.RemoveRange(at, Math.Min(size, kept.Length - at));
                if (succeeds(fewer))
                {
                    kept = fewer;
                    isSmaller = true;
                }
                else
                {
                    at += size;
                }
            }

            if ((size == 1 && !isSmaller) || IsContent)
            {
                return;
            }

            size = Math.Max(size / 2, 1);
        }
    }

    private Trial? Try(Trial known, IChooser chooser)
    {
        if (IsContent)
        {
            return null;
        }

        Runs++;
        var trial = Trial.Of(subject, chooser, known.Failure.Name);
        Deliveries += subject.Deliveries;
        Progress?.Invoke(Runs);
        return trial;
    }
}
