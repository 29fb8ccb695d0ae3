namespace NumaBoot.Actors;

/// <summary>What a forecast rests on.</summary>
public enum ForecastGround
{
    /// <summary>Nothing: a message may leave with the next delivery.</summary>
    None,

    /// <summary>The node waits for answers of its own actors.</summary>
    Gather,

    /// <summary>CPUs have work left that their own node serves.</summary>
    OwnWork,

    /// <summary>Pages of late init are left to build.</summary>
    LateInit,

    /// <summary>The node waits for others.</summary>
    Rest,
}
