namespace NumaBoot.Ordering;

/// <summary>Writes down in words what another chooser chooses: who gets what from whom, before it has changed.</summary>
/// <param name="inner">Who chooses.</param>
/// <param name="first">The first choice that is written down, counted from 1.</param>
/// <param name="most">How many are at most; the others are counted.</param>
internal sealed class TellingChooser(IChooser inner, long first, int most) : IChooser
{
    private readonly List<(string Delivery, string What)> _told = [];

    /// <summary>Lines with the number of the choice, the delivery and what was delivered, one below the other.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            int width = _told.Select(line => line.Delivery.Length).DefaultIfEmpty().Max();
            return _told.Select((line, at) => $"  {first + at,4}  {line.Delivery.PadRight(width)}  {line.What}");
        }
    }

    /// <summary>How many choices there were from the first that is written down.</summary>
    public long Count { get; private set; }

    /// <summary>Whether some of them were no delivery but a timer of Akka's scheduler that went off.</summary>
    public bool HasTimers { get; private set; }

    /// <inheritdoc />
    public void Begin()
    {
        inner.Begin();
        _told.Clear();
        Count = 0;
        HasTimers = false;
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int at = inner.Choose(candidates);
        if (at >= 0 && candidates.Chosen + 1 >= first)
        {
            Note(candidates[at], in candidates.First(at));
        }

        return at;
    }

    private void Note(Channel channel, in PendingDelivery pending)
    {
        Count++;
        HasTimers |= pending.Kind == PendingKind.Scheduled;
        if (_told.Count < most)
        {
            _told.Add((DeliveryKey.Of(channel).ToString(), WhatOf(pending.Message!)));
        }
    }

    private static string WhatOf(object message) => message is not ScheduledWork work ? MessageText.Of(message)
        : work.Told is null ? "goes off to run an action"
        : $"goes off to tell {MessageText.Of(work.Told)}";
}
