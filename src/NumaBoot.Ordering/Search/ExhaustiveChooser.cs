namespace NumaBoot.Ordering;

/// <summary>
/// Leads through all orders, depth first: one schedule after the other, until there is none that would be different. Two
/// deliveries to different receivers do not depend on each other, so of the orders that differ only in such pairs one is
/// tried (source sets and sleep sets: Abdulla, Aronis, Jonsson, Sagonas, POPL 2014).
/// </summary>
/// <param name="reduces">False to try every order, for a check of the reduction.</param>
public sealed class ExhaustiveChooser(bool reduces = true) : IChooser
{
    private readonly List<ExhaustiveStep> _steps = [];
    private readonly Happened _happened = new();
    private int _depth;
    private long _opened;

    /// <summary>Says from when on choices are searched; before, plain order of time decides. Null for from the first one on.</summary>
    public Func<bool>? Opens { get; init; }

    /// <summary>Says from when on, once more, plain order of time decides. Null for never.</summary>
    public Func<bool>? Closes { get; init; }

    /// <summary>Whether the schedule in hand was given up: all that could follow was seen in others.</summary>
    public bool IsRedundant { get; private set; }

    /// <inheritdoc />
    public void Begin()
    {
        _depth = 0;
        _opened = -1;
        IsRedundant = false;
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (_opened < 0 && (Opens is null || Opens()))
        {
            _opened = candidates.Chosen;
        }

        if (_opened < 0 || (Closes is not null && Closes()))
        {
            return TimeChooser.First(candidates);
        }

        int at = _depth < _steps.Count ? Find(candidates, _steps[_depth].Chosen) : NewStep(candidates);
        if (at >= 0)
        {
            Note(candidates, at);
        }

        return at;
    }

    /// <summary>Prepares the next schedule; false where all have been tried.</summary>
    public bool Next()
    {
        while (_steps.Count > 0)
        {
            var step = _steps[^1];
            step.Asleep.Add(step.Chosen);
            int next = step.ToTry.FindIndex(tried => !step.Asleep.Contains(tried));
            if (next >= 0)
            {
                step.Chosen = step.ToTry[next];
                _happened.CutTo(_steps.Count - 1);
                return true;
            }

            _steps.RemoveAt(_steps.Count - 1);
        }

        _happened.CutTo(0);
        return false;
    }

    private static int Find(Candidates candidates, in EventId wanted)
    {
        for (int at = 0; at < candidates.Count; at++)
        {
            if (EventId.Of(candidates[at]) == wanted)
            {
                return at;
            }
        }

        throw new InvalidOperationException("The same choices led to other candidates: something decides that is no part of the world.");
    }

    private int NewStep(Candidates candidates)
    {
        var step = new ExhaustiveStep();
        if (reduces && _steps.Count > 0)
        {
            var parent = _steps[^1];
            var chosen = parent.Chosen;
            step.Asleep.AddRange(parent.Asleep.Where(asleep => !asleep.DependsOn(chosen)));
        }

        for (int at = 0; at < candidates.Count; at++)
        {
            step.Enabled.Add(EventId.Of(candidates[at]));
        }

        int first = TimeChooser.First(candidates, channel => !step.Asleep.Contains(EventId.Of(channel)));
        if (first < 0)
        {
            IsRedundant = true;
            return -1;
        }

        step.Chosen = step.Enabled[first];
        step.ToTry.Add(step.Chosen);
        if (!reduces)
        {
            step.ToTry.AddRange(step.Enabled.Where(id => id != step.Enabled[first]));
        }

        _steps.Add(step);
        return first;
    }

    private void Note(Candidates candidates, int at)
    {
        if (_depth == _happened.Count)
        {
            long sentIn = candidates.First(at).SentIn - _opened - 1;
            _happened.Add(_steps[_depth].Chosen, (int)Math.Max(sentIn, -1));
            if (reduces)
            {
                FindRace(_depth);
            }
        }

        _depth++;
    }

    /// <summary>
    /// Whether the newest delivery could as well have come before the one that its receiver got last; if so, a way there
    /// has to be tried.
    /// </summary>
    private void FindRace(int newest)
    {
        int earlier = _happened.LastAtReceiver(newest);
        if (earlier < 0 || _happened.IsBefore(earlier, _happened.SentIn(newest)) || IsSameChannel(_happened[earlier], _happened[newest]))
        {
            return;
        }

        var step = _steps[earlier];
        EventId? candidate = null;
        for (int at = earlier + 1; at <= newest; at++)
        {
            bool isFree = at == newest || !_happened.IsBefore(earlier, at);
            if (!isFree || !IsInitial(earlier, at))
            {
                continue;
            }

            var id = _happened[at];
            if (step.ToTry.Contains(id))
            {
                return;
            }

            if (candidate is null && step.Enabled.Contains(id))
            {
                candidate = id;
            }
        }

        if (candidate is { } found)
        {
            step.ToTry.Add(found);
        }
        else
        {
            step.ToTry.AddRange(step.Enabled.Where(id => !step.ToTry.Contains(id)));
        }
    }

    /// <summary>Whether nothing between the two, of what is free of the earlier, must come before it.</summary>
    private bool IsInitial(int earlier, int at)
    {
        for (int other = earlier + 1; other < at; other++)
        {
            if (!_happened.IsBefore(earlier, other) && _happened.IsBefore(other, at))
            {
                return false;
            }
        }

        return true;
    }

    // A timer is a channel of its own: two of them keep no order.
    private static bool IsSameChannel(in EventId left, in EventId right) =>
        left.From == right.From && left.To == right.To && left.Kind == right.Kind && left.Kind != ChannelKind.Timer;
}
