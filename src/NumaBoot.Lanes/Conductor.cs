using System.Runtime.ExceptionServices;

namespace NumaBoot.Lanes;

/// <summary>
/// Drives blocks of lanes side by side, a thread each, in conservative windows: each may go on up to its horizon, which
/// is the smallest promise of the others plus the smallest delay between lanes. At the end of a window all meet, what
/// crossed over is handed out, and new horizons are worked out. No lane can tell how many threads there are.
/// </summary>
/// <param name="blocks">The blocks, at least one.</param>
/// <param name="delayNs">No message between two lanes travels for less than this, in nanoseconds; above 0.</param>
public sealed class Conductor(IReadOnlyList<ILaneBlock> blocks, long delayNs)
{
    private readonly List<CrossMessage>[] _inboxes = [.. blocks.Select(_ => new List<CrossMessage>())];
    private readonly List<CrossMessage>[] _outboxes = [.. blocks.Select(_ => new List<CrossMessage>())];
    private readonly long[] _horizonsNs = new long[blocks.Count];
    private readonly Promise[] _promises = new Promise[blocks.Count];
    private readonly BlockStanding[] _standings = new BlockStanding[blocks.Count];
    private Exception? _fault;
    private bool _isOver;

    /// <summary>How many windows there were, by what bound them.</summary>
    public HorizonCounts Horizons { get; private set; } = HorizonCounts.None;

    /// <summary>How much went from block to block.</summary>
    public long Crossed { get; private set; }

    /// <summary>Deliveries on all blocks together.</summary>
    public long Deliveries => _standings.Sum(standing => standing.Deliveries);

    /// <summary>Hears after each window; on whatever thread, one at a time, while no lane runs.</summary>
    public Action? Window { get; init; }

    /// <summary>Runs all lanes until nothing is pending on any.</summary>
    /// <returns>False where a block found going on pointless.</returns>
    /// <exception cref="BrokenPromiseException">A block sent earlier than it had promised.</exception>
    public bool Run()
    {
        // Nothing is known yet: whatever comes first may send at once.
        Array.Fill(_promises, new Promise(0, PromiseKind.NextDelivery));
        SetHorizons();
        using var barrier = new Barrier(blocks.Count, _ => EndWindow());
        var helpers = Enumerable.Range(1, blocks.Count - 1).Select(at => new Thread(() => Drive(at, barrier)) { IsBackground = true }).ToList();
        helpers.ForEach(helper => helper.Start());
        Drive(0, barrier);
        helpers.ForEach(helper => helper.Join());
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }

        return Array.TrueForAll(_standings, standing => standing.GoesOn);
    }

    private void Drive(int at, Barrier barrier)
    {
        while (!_isOver)
        {
            try
            {
                _standings[at] = blocks[at].RunTo(_horizonsNs[at], _inboxes[at], _outboxes[at]);
                _inboxes[at].Clear();
            }
            catch (Exception fault)
            {
                Interlocked.CompareExchange(ref _fault, fault, null);
            }

            barrier.SignalAndWait();
        }
    }

    /// <summary>All lanes stand still here.</summary>
    private void EndWindow()
    {
        try
        {
            for (int at = 0; at < blocks.Count; at++)
            {
                _promises[at] = _standings[at].Promise;
            }

            HandOut();
            Window?.Invoke();
            _isOver = _fault is not null || Array.Exists(_standings, standing => !standing.GoesOn) || !SetHorizons();
        }
        catch (Exception fault)
        {
            _fault ??= fault;
            _isOver = true;
        }
    }

    private void HandOut()
    {
        for (int from = 0; from < blocks.Count; from++)
        {
            foreach (var message in _outboxes[from])
            {
                HandOut(message, from);
            }

            Crossed += _outboxes[from].Count;
            _outboxes[from].Clear();
        }
    }

    private void HandOut(in CrossMessage message, int from)
    {
        if (message.To == CrossMessage.Everybody)
        {
            for (int to = 0; to < blocks.Count; to++)
            {
                if (to != from)
                {
                    _inboxes[to].Add(message);
                }
            }

            return;
        }

        int block = BlockOf(message.To);
        _inboxes[block].Add(message);
        if (!message.IsNote)
        {
            _promises[block] = _promises[block].And(new Promise(message.ArrivalNs, PromiseKind.MessageUnderWay));
        }
    }

    private int BlockOf(long actor)
    {
        for (int at = 0; at < blocks.Count; at++)
        {
            if (blocks[at].Has(actor))
            {
                return at;
            }
        }

        throw new InvalidOperationException($"No lane has an actor {actor}.");
    }

    /// <summary>Works out how far each block may go; false where nothing is pending anywhere.</summary>
    private bool SetHorizons()
    {
        var smallest = Lanes.Horizons.Set(_promises, delayNs, _horizonsNs);
        if (smallest.AtNs == long.MaxValue && !Array.Exists(_inboxes, inbox => inbox.Count > 0))
        {
            return false;
        }

        Horizons = Horizons.With(smallest.Kind);
        return true;
    }
}
