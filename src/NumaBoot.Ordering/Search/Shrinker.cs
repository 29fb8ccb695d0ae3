using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>
/// Makes a failing schedule small: as close to plain order of time as can be, with as few deliveries as can be. A
/// schedule is nothing but the order in which each receiver got its messages; of these orders those are kept without
/// which it does not fail (delta debugging, Zeller and Hildebrandt 2002).
/// </summary>
/// <param name="subject">What fails.</param>
public sealed class Shrinker(ISubject subject)
{
    private long _deliveries;

    /// <summary>How many schedules were run.</summary>
    public int Runs { get; private set; }

    /// <summary>After how many deliveries it is content with the smallest schedule so far: long schedules are many and slow.</summary>
    public long MostDeliveries { get; init; } = long.MaxValue;

    /// <summary>Hears after each schedule how many were run.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Makes it content with the smallest schedule so far.</summary>
    public CancellationToken Cancellation { get; init; }

    private bool IsContent => _deliveries >= MostDeliveries || Cancellation.IsCancellationRequested;

    /// <summary>The smallest schedule that was found to fail in the same way.</summary>
    /// <param name="found">A schedule that fails.</param>
    public Trial Shrink(Trial found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (Try(found, []) is { } plain)
        {
            return plain;
        }

        var best = found;
        while (Reduce(best, PrecedencesOf(best)) is var smaller && IsSmaller(smaller, best))
        {
            best = smaller;
        }

        return best;
    }

    private static bool IsSmaller(Trial left, Trial right) =>
        left.Length != right.Length ? left.Length < right.Length : left.Deviations.Length < right.Deviations.Length;

    /// <summary>What each receiver got after what; nothing has to be said of two messages of one channel.</summary>
    private static ImmutableArray<Precedence> PrecedencesOf(Trial trial)
    {
        var last = new Dictionary<string, DeliveryKey>(StringComparer.Ordinal);
        var precedences = ImmutableArray.CreateBuilder<Precedence>();
        foreach (var key in trial.Chosen)
        {
            if (last.TryGetValue(key.To, out var before) && (before.From != key.From || before.Kind != key.Kind))
            {
                precedences.Add(new Precedence(before, key));
            }

            last[key.To] = key;
        }

        return precedences.ToImmutable();
    }

    private Trial Reduce(Trial best, ImmutableArray<Precedence> kept)
    {
        int size = Math.Max(kept.Length / 2, 1);
        while (true)
        {
            bool isSmaller = false;
            for (int at = 0; at < kept.Length && !IsContent;)
            {
                var fewer = kept.RemoveRange(at, Math.Min(size, kept.Length - at));
                if (Try(best, fewer) is { } trial)
                {
                    best = trial;
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
                return best;
            }

            size = Math.Max(size / 2, 1);
        }
    }

    private Trial? Try(Trial known, ImmutableArray<Precedence> precedences)
    {
        var trial = Trial.Of(subject, new PrecedenceChooser(precedences), known.Failure.Name);
        _deliveries += subject.Deliveries;
        Progress?.Invoke(++Runs);
        return trial;
    }
}
