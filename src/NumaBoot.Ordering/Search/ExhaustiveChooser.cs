namespace NumaBoot.Ordering;

/// <summary>
/// Leads through all orders, depth first: one schedule after the other, until there is none that would be different. Two
/// deliveries to different receivers do not depend on each other, so of the orders that differ only in such pairs one is
/// tried (source sets and sleep sets: Abdulla, Aronis, Jonsson, Sagonas, POPL 2014). Where the order has a rule
/// (<see cref="ChoiceOrder.Rule"/>), what it calls counted or unheeded comes as soon as it can, and what it calls last
/// when nothing else is left.
/// </summary>
/// <param name="reduces">False to try every order, for a check of the reduction: of the rule only its bounds and cycles count.</param>
public sealed class ExhaustiveChooser(bool reduces = true) : IChooser
{
    private readonly List<ExhaustiveStep> _steps = [];
    private readonly Happened _happened = new();
    private readonly RaceFinder _races = new();
    private readonly Reach _reach = new();
    private int _depth;
    private int _at;
    private bool _isOver;
    private Candidates? _unsettled;

    /// <summary>What tells cycles; null where there are none. As a rule the order's own.</summary>
    public IReceiptRule? Rule { get; init; }

    /// <summary>Whether the schedule in hand was given up: all that could follow was seen in others.</summary>
    public bool IsRedundant { get; private set; }

    /// <summary>How often a cycle was cut: what would have begun it again was left aside until something else had happened.</summary>
    public long CyclesCut { get; private set; }

    /// <inheritdoc />
    public void Begin()
    {
        _depth = 0;
        _at = 0;
        _isOver = false;
        IsRedundant = false;
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (_at == _happened.Count)
        {
            SettleNewest();
        }

        if (!candidates.IsOpen || _isOver)
        {
            return TimeChooser.First(candidates);
        }

        int at = reduces ? AtOnce(candidates) : -1;
        if (at >= 0)
        {
            Note(candidates, at, step: -1);
            return at;
        }

        at = _depth < _steps.Count ? Find(candidates, _steps[_depth].Chosen) : NewStep(candidates);
        if (_isOver)
        {
            return TimeChooser.First(candidates);
        }

        if (at >= 0)
        {
            Note(candidates, at, _depth);
            _depth++;
        }

        return at;
    }

    /// <summary>Prepares the next schedule; false where all have been tried.</summary>
    public bool Next()
    {
        _unsettled?.Settle();
        SettleNewest();
        if (_reach.HasGrown)
        {
            // What was left out so far was left out without knowing that.
            _reach.HasGrown = false;
            _steps.Clear();
            _happened.CutTo(0);
            return true;
        }

        while (_steps.Count > 0)
        {
            var step = _steps[^1];
            step.Asleep.Add(_happened.EffectOf(step.At));
            int next = step.ToTry.FindIndex(tried => step.IsWorthTrying(tried));
            if (next >= 0)
            {
                step.Chosen = step.ToTry[next];
                _happened.CutTo(step.At);
                return true;
            }

            _steps.RemoveAt(_steps.Count - 1);
        }

        _happened.CutTo(0);
        return false;
    }

    private static int AtOnce(Candidates candidates)
    {
        for (int at = 0; at < candidates.Count; at++)
        {
            if (candidates.First(at).Receipt.IsAtOnce)
            {
                return at;
            }
        }

        return -1;
    }

    // Without a reduction everything depends on everything.
    private EventId IdOf(Candidates candidates, int at) =>
        EventId.Of(candidates[at], reduces ? candidates.First(at).Receipt : default);

    private int Find(Candidates candidates, in EventId wanted)
    {
        for (int at = 0; at < candidates.Count; at++)
        {
            if (IdOf(candidates, at) == wanted)
            {
                return at;
            }
        }

        throw new InvalidOperationException("The same choices led to other candidates: something decides that is no part of the world.");
    }

    private int NewStep(Candidates candidates)
    {
        var step = new ExhaustiveStep(_at);
        if (reduces && _steps.Count > 0)
        {
            var parent = _steps[^1];
            var chosen = _happened.EffectOf(parent.At);
            step.Asleep.AddRange(parent.Asleep.Where(asleep => !asleep.DependsOn(chosen)));
        }

        for (int at = 0; at < candidates.Count; at++)
        {
            if (candidates.First(at).Receipt.Kind != ReceiptKind.Last)
            {
                Offer(step, IdOf(candidates, at), in candidates.First(at));
            }
        }

        // Nothing but what comes last is left, or nothing but what goes round in a circle.
        _isOver = step.Repeating.Count == step.Enabled.Count;
        if (_isOver)
        {
            return -1;
        }

        int first = TimeChooser.First(candidates, channel => MayTry(step, candidates, channel.ReadyAt));
        if (first < 0)
        {
            IsRedundant = true;
            return -1;
        }

        step.Chosen = IdOf(candidates, first);
        step.ToTry.Add(step.Chosen);
        if (!reduces)
        {
            step.ToTry.AddRange(step.Enabled.Where(id => id != step.Chosen));
        }

        _steps.Add(step);
        return first;
    }

    private void Offer(ExhaustiveStep step, in EventId id, in PendingDelivery pending)
    {
        step.Enabled.Add(id);
        if (Rule?.Repeats(in pending) == true)
        {
            step.Repeating.Add(id);
            CyclesCut++;
        }
    }

    private bool MayTry(ExhaustiveStep step, Candidates candidates, int at) =>
        candidates.First(at).Receipt.Kind != ReceiptKind.Last && step.IsWorthTrying(IdOf(candidates, at));

    private void Note(Candidates candidates, int at, int step)
    {
        if (_at == _happened.Count)
        {
            ref var pending = ref candidates.First(at);
            _happened.Add(IdOf(candidates, at), SentIn(candidates, pending.SentIn), step);
            _unsettled = candidates;
        }

        _at++;
    }

    private static int SentIn(Candidates candidates, long choice) => (int)Math.Max(choice - candidates.OpenedAt - 1, -1);

    /// <summary>Gives the newest delivery its place, now that all that came of it is known, and sees what must be tried before it.</summary>
    private void SettleNewest()
    {
        if (_unsettled is not { } candidates)
        {
            return;
        }

        _unsettled = null;
        if (!reduces)
        {
            return;
        }

        int newest = _happened.Count - 1;
        _happened.Place(_happened[newest].Receipt.Kind == ReceiptKind.InOrder ? _reach.Of(_happened[newest], candidates) : []);
        if (_happened.StepOf(newest) < 0)
        {
            return;
        }

        _races.Find(_happened, _steps);
        foreach (var missed in candidates.Missed)
        {
            TryBefore(missed.Id, SentIn(candidates, missed.SentIn));
        }

        foreach (var (from, to) in candidates.Buried)
        {
            TryBefore(new EventId(from, to, ChannelKind.Messages, long.MaxValue, IsSingle: true, default), newest);
        }
    }

    /// <summary>
    /// What cannot be chosen any more, or was sent to somebody who had stopped, is no delivery of this schedule, so nothing
    /// would race with it. It is taken as one that comes now and does nothing: what it would race with then, it can come before.
    /// </summary>
    private void TryBefore(in EventId missed, int sentIn)
    {
        if (missed.Receipt.Kind == ReceiptKind.InOrder)
        {
            _happened.Add(missed, sentIn, _steps.Count);
            _happened.Place(_reach.Of(missed.To));
            _races.Find(_happened, _steps);
            _happened.CutTo(_happened.Count - 1);
        }
    }
}
