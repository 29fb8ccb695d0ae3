namespace NumaBoot.Ordering;

/// <summary>Why a run came to its end.</summary>
public enum RunEnd
{
    /// <summary>Nothing is pending: no message, no timer.</summary>
    Quiescent,

    /// <summary>As many deliveries were made as were allowed.</summary>
    DeliveryLimit,

    /// <summary>What is pending starts at the end of the allowed time or later.</summary>
    TimeLimit,

    /// <summary>Somebody asked for it with <see cref="OrderedEngine.RequestStop"/>.</summary>
    StopRequested,

    /// <summary>The order ended the run: a search has seen enough of it.</summary>
    GivenUp,

    /// <summary>The cancellation token was cancelled.</summary>
    Cancelled,
}
