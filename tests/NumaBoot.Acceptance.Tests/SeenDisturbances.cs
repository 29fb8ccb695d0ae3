using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Acceptance.Tests;

/// <summary>What goes wrong in a schedule, by what can be seen of it from outside: deliveries, and who has to wait.</summary>
internal sealed class SeenDisturbances : IDeliveryObserver
{
    private readonly HashSet<(ActorAddress From, ActorAddress To, long Number)> _letters = [];
    private readonly HashSet<int> _interrupts = [];
    private readonly HashSet<Disturbance> _waited = [];
    private readonly HashSet<Disturbance> _wentOn = [];
    private int _crashes;
    private int _lateLetters;

    /// <summary>How many of these happened in the schedule that was seen last.</summary>
    public long Count(ImmutableArray<Disturbance> disturbances) => disturbances.Count(disturbance => disturbance is LostLetter or DuplicatedLetter && IsWritten(disturbance))
        + _interrupts.Count + _crashes + _lateLetters + _waited.Except(_wentOn).Count();

    /// <summary>The same choices, looked at.</summary>
    public IChooser Watch(IChooser inner, ImmutableArray<Disturbance> disturbances) => new Watched(inner, this, disturbances);

    public void Delivering(in Delivery delivery)
    {
        switch (delivery.Message)
        {
            case Letter letter:
                _letters.Add((letter.From, (ActorAddress)delivery.Receiver.Tag!, letter.Number));
                break;
            case CpuMessages.Interrupt interrupt:
                _interrupts.Add(interrupt.Number);
                break;
            case Crash:
                _crashes++;
                break;
            case LateLeaving:
                _lateLetters++;
                break;
            default:
                break;
        }
    }

    public void Delivered(in Delivery delivery)
    {
        // Seen before.
    }

    /// <summary>Each letter arrives in the end, and has its receipt written then: what does neither was never written.</summary>
    private bool IsWritten(Disturbance disturbance)
    {
        var (from, to, number) = disturbance is LostLetter lost ? (lost.From, lost.To, lost.Number)
            : disturbance is DuplicatedLetter twice ? (twice.From, twice.To, twice.Number) : throw new ArgumentException("no letter", nameof(disturbance));
        return _letters.Contains(number > 0 ? (from, to, number) : (to, from, -number));
    }

    private void Begin()
    {
        _letters.Clear();
        _interrupts.Clear();
        _waited.Clear();
        _wentOn.Clear();
        _crashes = _lateLetters = 0;
    }

    private void Look(Disturbance pause, Candidates candidates, int chosen)
    {
        var all = Enumerable.Range(0, candidates.Count).ToList();
        bool Pauses(int at) => candidates.First(at).To.Tag is ActorAddress address && IsOn(pause, address, candidates.Chosen);
        if (!Pauses(chosen) && all.Exists(Pauses))
        {
            _waited.Add(pause);
        }
        else if (Pauses(chosen) && all.Exists(at => !Pauses(at) && candidates.First(at).Kind == PendingKind.Message))
        {
            _wentOn.Add(pause);
        }
    }

    private static bool IsOn(Disturbance pause, ActorAddress address, long chosen) => pause switch
    {
        PausedActor paused => paused.Actor == address && chosen >= paused.From && chosen < paused.From + paused.Choices,
        SlowNode slow => slow.Nid == address.Nid && chosen >= slow.From && chosen < slow.From + slow.Choices,
        _ => false,
    };

    private sealed class Watched(IChooser inner, SeenDisturbances seen, ImmutableArray<Disturbance> disturbances) : IChooser
    {
        public void Begin()
        {
            inner.Begin();
            seen.Begin();
        }

        public int Choose(Candidates candidates)
        {
            int chosen = inner.Choose(candidates);
            if (chosen >= 0)
            {
                foreach (var disturbance in disturbances)
                {
                    seen.Look(disturbance, candidates, chosen);
                }
            }

            return chosen;
        }
    }
}
