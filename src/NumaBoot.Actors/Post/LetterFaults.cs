using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>What is to happen to which letter. Each happens once: to the first sending.</summary>
internal sealed class LetterFaults
{
    private readonly Dictionary<(ActorAddress From, ActorAddress To, long Number), Disturbance> _faults = [];

    public LetterFaults(ImmutableArray<Disturbance> disturbances)
    {
        foreach (var disturbance in disturbances)
        {
            switch (disturbance)
            {
                case LostLetter lost:
                    Losses++;
                    _faults.TryAdd((lost.From, lost.To, lost.Number), lost);
                    break;
                case DuplicatedLetter twice:
                    _faults.TryAdd((twice.From, twice.To, twice.Number), twice);
                    break;
                case DelayedLetter late:
                    _faults.TryAdd((late.From, late.To, late.Number), late);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>How many letters and receipts are to be lost.</summary>
    public int Losses { get; }

    /// <summary>Whether anything is to happen to letters at all.</summary>
    public static bool IsIn(ImmutableArray<Disturbance> disturbances) =>
        disturbances.Any(disturbance => disturbance is LostLetter or DuplicatedLetter or DelayedLetter);

    /// <summary>What happens to a letter, or with a negative number to the receipt for one; null for nothing.</summary>
    public Disturbance? Take(ActorAddress from, ActorAddress to, long number) =>
        _faults.Remove((from, to, number), out var fault) ? fault : null;
}
