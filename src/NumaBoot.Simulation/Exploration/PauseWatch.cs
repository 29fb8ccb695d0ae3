using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Sees which pauses of a schedule really happened, whoever chooses: somebody had something to handle and handled nothing,
/// as long as a message for somebody else was there. So a replay, which holds nothing back, counts as the schedule did
/// that it repeats.
/// </summary>
/// <param name="inner">Who chooses.</param>
/// <param name="disturbances">What goes wrong in the boot.</param>
internal sealed class PauseWatch(IChooser inner, ImmutableArray<Disturbance> disturbances) : IChooser
{
    private readonly DisturbanceHold _hold = new(disturbances);
    private readonly ImmutableArray<Pause> _pauses = Pause.Of(disturbances);
    private readonly HashSet<Pause> _kept = [];
    private readonly HashSet<Pause> _broken = [];

    /// <summary>How many happened in the schedule that was run last.</summary>
    public DisturbanceCounts Counts =>
        _kept.Except(_broken).Aggregate(DisturbanceCounts.None, (sum, pause) => sum + DisturbanceCounts.Of(pause.What));

    /// <inheritdoc />
    public void Begin()
    {
        inner.Begin();
        _kept.Clear();
        _broken.Clear();
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int at = inner.Choose(candidates);
        if (at < 0)
        {
            return at;
        }

        foreach (var pause in _pauses)
        {
            if (pause.IsOn(candidates.Chosen))
            {
                Note(pause, candidates, at);
            }
        }

        return at;
    }

    private void Note(Pause pause, Candidates candidates, int at)
    {
        if (pause.Concerns(candidates.First(at).To))
        {
            if (HasOtherMessage(candidates))
            {
                _broken.Add(pause);
            }
        }
        else if (HasSomethingFor(pause, candidates))
        {
            _kept.Add(pause);
        }
    }

    private static bool HasSomethingFor(Pause pause, Candidates candidates)
    {
        for (int at = 0; at < candidates.Count; at++)
        {
            if (pause.Concerns(candidates.First(at).To))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Timers do not count: what else is held back are timers.</summary>
    private bool HasOtherMessage(Candidates candidates)
    {
        for (int at = 0; at < candidates.Count; at++)
        {
            ref var pending = ref candidates.First(at);
            if (pending.Kind != PendingKind.Timer && !_hold.Holds(in pending, candidates.Chosen))
            {
                return true;
            }
        }

        return false;
    }
}
