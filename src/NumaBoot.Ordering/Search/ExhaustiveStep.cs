namespace NumaBoot.Ordering;

/// <summary>A choice on the way of an exhaustive search: what could be chosen, what has been and what still must be.</summary>
internal sealed class ExhaustiveStep
{
    /// <summary>What is chosen at present.</summary>
    public EventId Chosen { get; set; }

    /// <summary>What could be.</summary>
    public List<EventId> Enabled { get; } = [];

    /// <summary>What has to be tried, in the order in which that was found out; those tried stay in it.</summary>
    public List<EventId> ToTry { get; } = [];

    /// <summary>What needs no trying here: all that follows from it was seen elsewhere.</summary>
    public List<EventId> Asleep { get; } = [];
}
