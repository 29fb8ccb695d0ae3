using System.Diagnostics.CodeAnalysis;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>All that a grow coordinator knows; it outlives the actor instance.</summary>
internal sealed class CoordinatorState
{
    // What waits for the writer, in order, and the asks of each CPU among it: looking through the queue for each ask would
    // not do where every CPU of a machine asks at once.
    private readonly Queue<WriterRequest> _queue = new();
    private readonly Dictionary<int, Queue<RequestId>> _queuedAsks = [];

    /// <summary>The deferred pages that it is the writer of, by node, once their memory maps stand.</summary>
    public SortedDictionary<int, DeferredPages> Deferred { get; } = [];

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

    /// <summary>Whether something waits for the writer.</summary>
    public bool HasQueue => _queue.Count > 0;

    /// <summary>Requests to grow on behalf of a CPU that wait for the writer: of its work, and of the handler of an interrupt.</summary>
    public IEnumerable<RequestId> QueuedAsksOf(int cpu) => _queuedAsks.TryGetValue(cpu, out var asks) ? asks : [];

    /// <summary>Lets a request wait for the writer.</summary>
    public void Enqueue(WriterRequest request)
    {
        _queue.Enqueue(request);
        if (request is not WriterRequest.Grow grow)
        {
            return;
        }

        if (!_queuedAsks.TryGetValue(grow.Ask.Cpu, out var asks))
        {
            _queuedAsks.Add(grow.Ask.Cpu, asks = new Queue<RequestId>());
        }

        asks.Enqueue(grow.Ask.Ask);
    }

    /// <summary>The request that has waited longest; false where none waits.</summary>
    public bool TryDequeue([NotNullWhen(true)] out WriterRequest? request)
    {
        bool found = _queue.TryDequeue(out request);
        if (request is WriterRequest.Grow grow)
        {
            _queuedAsks[grow.Ask.Cpu].Dequeue();
        }

        return found;
    }
}
