namespace NumaBoot.Actors;

/// <summary>All that an init worker knows; it outlives the actor instance.</summary>
/// <param name="number">Which of its node's workers it is, counted from 0.</param>
internal sealed class WorkerState(int number = 0)
{
    /// <summary>Which of its node's workers it is, counted from 0.</summary>
    public int Number { get; } = number;

    /// <summary>Whether it has a chunk, or has asked for one.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The range that it was started for last, counted from 1.</summary>
    public int Range { get; set; }

    /// <summary>The range that the claim in hand is for.</summary>
    public int ClaimedRange { get; set; }

    /// <summary>Claims so far; the number of the last one.</summary>
    public long Claims { get; set; }

    /// <summary>Whether it builds a chunk, or waits for the zone to take one in.</summary>
    public bool IsBuilding { get; set; }

    /// <summary>Until when it builds the chunk in hand, in virtual time.</summary>
    public long BuildsUntilNs { get; set; }

    /// <summary>Pages of the chunk in hand.</summary>
    public long ChunkPages { get; set; }
}
