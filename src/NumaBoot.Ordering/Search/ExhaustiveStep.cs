namespace NumaBoot.Ordering;

/// <summary>A choice on the way of an exhaustive search: what could be chosen, what has been and what still must be.</summary>
/// <param name="at">Which delivery of the schedule it is.</param>
internal sealed class ExhaustiveStep(int at)
{
    /// <summary>Which delivery of the schedule it is.</summary>
    public int At { get; } = at;

    /// <summary>What is chosen at present.</summary>
    public EventId Chosen { get; set; }

    /// <summary>What could be.</summary>
    public List<EventId> Enabled { get; } = [];

    /// <summary>What has to be tried, in the order in which that was found out; those tried stay in it.</summary>
    public List<EventId> ToTry { get; } = [];

    /// <summary>What needs no trying here: all that follows from it was seen elsewhere.</summary>
    public List<Effect> Asleep { get; } = [];

    /// <summary>What would only begin a cycle again, as long as nothing else happens.</summary>
    public List<EventId> Repeating { get; } = [];

    /// <summary>Whether there is something to find in choosing it.</summary>
    public bool IsWorthTrying(in EventId delivery)
    {
        foreach (var asleep in Asleep)
        {
            if (asleep.Id == delivery)
            {
                return false;
            }
        }

        return !Repeating.Contains(delivery);
    }
}
