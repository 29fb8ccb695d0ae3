using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Where lanes end: what goes from one node to another passes here, whether the other is in the same block or abroad.
/// What goes abroad is written down and says how far the block may go on.
/// </summary>
/// <param name="latency">How long messages travel.</param>
/// <param name="nids">The nodes that are here; <see cref="ActorAddress.Machine"/> for what belongs to none.</param>
/// <param name="delayNs">No message between two lanes travels for less than this, in nanoseconds.</param>
internal sealed class LaneBorder(BootLatency latency, IReadOnlySet<int> nids, long delayNs)
{
    // So many letters of one delivery give others much to do.
    private const int Many = 8;

    // Notes from one node to another, or to everybody: which nodes share a block does not show in it.
    private readonly Dictionary<(long From, long To), long> _notes = [];

    // When letters between nodes that are for here arrive, and how many of them nobody has read.
    private readonly PriorityQueue<long, long> _arrivals = new();
    private long _unread;

    // The latest delivery in which something left, and how much.
    private (long Delivery, int Letters) _leaving;

    private List<CrossMessage> _outbox = [];
    private Promise _promise;

    /// <summary>Nothing that starts at this time or later may be delivered yet, in nanoseconds.</summary>
    public long BoundNs { get; private set; }

    /// <summary>Nothing leaves a lane before this, in nanoseconds.</summary>
    public long PromisedNs => _promise.AtNs;

    /// <summary>Whether the block goes once more where lanes like its own have been.</summary>
    public bool CatchesUp { get; private set; }

    /// <summary>The first letter that left before the block's promise; null where none did.</summary>
    public BrokenPromiseException? Broken { get; private set; }

    /// <summary>Nodes that got something from another node, or sent something there; whoever hears empties it.</summary>
    public HashSet<int> Touched { get; } = [];

    /// <summary>Whether a node is elsewhere.</summary>
    public bool IsAbroad(int nid) => !nids.Contains(nid);

    /// <summary>Begins a window.</summary>
    /// <param name="promise">What the block has promised.</param>
    /// <param name="horizonNs">Nothing unprovoked arrives before this.</param>
    /// <param name="outbox">Where to put what leaves.</param>
    public void Begin(Promise promise, long horizonNs, List<CrossMessage> outbox)
    {
        _promise = promise;
        BoundNs = horizonNs;
        _outbox = outbox;
        CatchesUp = false;
    }

    /// <summary>Begins to go once more where lanes like these have been: the answers to what leaves are there already.</summary>
    /// <param name="toNs">Everything that arrives before this is there.</param>
    /// <param name="outbox">Where to put what leaves.</param>
    public void BeginCatchingUp(long toNs, List<CrossMessage> outbox)
    {
        Begin(new Promise(0, PromiseKind.NextDelivery), toNs, outbox);
        CatchesUp = true;
    }

    /// <summary>Promises anew, within a window; what was promised before is behind.</summary>
    public void PromiseAnew(Promise promise) => _promise = promise;

    /// <summary>A letter from abroad is for here.</summary>
    /// <param name="arrivalNs">When it arrives, in nanoseconds.</param>
    public void Enter(long arrivalNs)
    {
        _unread++;
        _arrivals.Enqueue(arrivalNs, arrivalNs);
        _promise = _promise.And(new Promise(arrivalNs, PromiseKind.MessageUnderWay));
    }

    /// <summary>An actor reads a letter from another node.</summary>
    public void Read(int nid)
    {
        _unread--;
        Touched.Add(nid);
    }

    /// <summary>A letter of the running actor goes to another node that is here.</summary>
    public void Pass(ActorAddress to, IBootMessage message)
    {
        long nowNs = NoteSent(message);
        long arrivalNs = nowNs + Delay(to);
        _unread++;
        _arrivals.Enqueue(arrivalNs, arrivalNs);
    }

    /// <summary>A letter of the running actor goes abroad. Its answer may be here as soon as it can have gone there and back.</summary>
    public void Leave(ActorAddress to, IBootMessage message)
    {
        var engine = OrderedEngine.Current;
        long nowNs = NoteSent(message);
        long arrivalNs = nowNs + Delay(to);
        _outbox.Add(new CrossMessage(arrivalNs, engine.Running.SortKey, engine.Depart(), nowNs, OrderedLane.KeyOf(to), message, engine.Carried));
        if (!CatchesUp)
        {
            _leaving = (engine.Deliveries, _leaving.Delivery == engine.Deliveries ? _leaving.Letters + 1 : 1);
            GoNoFartherThan(_leaving.Letters < Many ? arrivalNs + delayNs : arrivalNs);
        }
    }

    /// <summary>
    /// Goes on until an answer can be there; or, where many leave at once, until they arrive, so that what all of them start
    /// starts here and there in the same window.
    /// </summary>
    private void GoNoFartherThan(long boundNs)
    {
        if (boundNs < BoundNs)
        {
            BoundNs = boundNs;
            OrderedEngine.Current.RequestStop();
        }
    }

    /// <summary>Writes in the ledger of another node.</summary>
    public void Write(int nid, ILedgerEntry entry) => Note(OrderedLane.KeyOf(ActorAddress.Node(nid)), entry);

    /// <summary>Writes in every other ledger.</summary>
    public void WriteToAll(ILedgerEntry entry) => Note(CrossMessage.Everybody, entry);

    /// <summary>When the first letter that is under way arrives.</summary>
    /// <param name="reachedNs">All that starts before this is delivered.</param>
    /// <param name="nextNs">When the next delivery can start: a letter that has arrived may wait for its receiver.</param>
    public Promise OfLetters(long reachedNs, long nextNs)
    {
        while (_arrivals.TryPeek(out long arrivalNs, out _) && arrivalNs < reachedNs)
        {
            _arrivals.Dequeue();
        }

        if (_unread > _arrivals.Count)
        {
            return new Promise(nextNs, PromiseKind.NextDelivery);
        }

        return _arrivals.TryPeek(out long firstNs, out _) ? new Promise(firstNs, PromiseKind.MessageUnderWay) : Promise.Never;
    }

    private long Delay(ActorAddress to)
    {
        var running = OrderedEngine.Current.Running;
        return latency.DelayNs(running.SortKey, OrderedLane.NidOf(running), OrderedLane.KeyOf(to), to.Nid);
    }

    private long NoteSent(IBootMessage message)
    {
        var engine = OrderedEngine.Current;
        Touched.Add(OrderedLane.NidOf(engine.Running));
        if (engine.NowNs < _promise.AtNs)
        {
            Broken ??= new BrokenPromiseException(engine.Running.ToString(), message, engine.NowNs, _promise);
        }

        return engine.NowNs;
    }

    private void Note(long to, ILedgerEntry entry)
    {
        var engine = OrderedEngine.Current;
        long from = OrderedLane.KeyOf(ActorAddress.Node(OrderedLane.NidOf(engine.Running)));
        long sequence = _notes[(from, to)] = _notes.GetValueOrDefault((from, to)) + 1;
        _outbox.Add(new CrossMessage(CrossMessage.Note, from, sequence, engine.NowNs, to, entry));
    }
}
