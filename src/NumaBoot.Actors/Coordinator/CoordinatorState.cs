using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>All that a grow coordinator knows; it outlives the actor instance.</summary>
internal sealed class CoordinatorState
{
    /// <summary>The deferred pages that it is the writer of, by node, once their memory maps stand.</summary>
    public SortedDictionary<int, DeferredPages> Deferred { get; } = [];

    /// <summary>What waits for the writer, in order.</summary>
    public Queue<WriterRequest> Queue { get; } = new();

    /// <summary>The growth that holds the writer, or null.</summary>
    public GrowthInHand? Growth { get; set; }

    /// <summary>The node whose init job holds the writer, or null.</summary>
    public int? HeldByJobOf { get; set; }

    /// <summary>Requests that are answered once pages that are under way have arrived.</summary>
    public List<CoordinatorMessages.AskToGrow> Parked { get; } = [];

    /// <summary>Nodes whose range in hand has been started.</summary>
    public SortedSet<int> StartedRanges { get; } = [];

    /// <summary>Ranges of late init started so far, by node.</summary>
    public Dictionary<int, int> Ranges { get; } = [];

    /// <summary>Chunks under way, by node: as many workers write to its memory.</summary>
    public SortedDictionary<int, int> ChunksOut { get; } = [];

    /// <summary>Growths so far.</summary>
    public List<Growth> Growths { get; } = [];

    /// <summary>Whether somebody holds the writer.</summary>
    public bool IsHeld => Growth is not null || HeldByJobOf is not null;
}
