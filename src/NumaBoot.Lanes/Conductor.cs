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
    private readonly List<CrossMessage>[] _outboxes = [.. blocks.Select(_ => new List<CrossMessage>())];
    private readonly long[] _horizonsNs = new long[blocks.Count];
    private readonly bool[] _goesOn = new bool[blocks.Count];
    private Exception? _fault;
    private bool _isOver;

    /// <summary>How many windows there were.</summary>
    public long Horizons { get; private set; }

    /// <summary>How many messages went from block to block.</summary>
    public long Crossed { get; private set; }

    /// <summary>Hears after each window; on whatever thread, one at a time, while no lane runs.</summary>
    public Action? Window { get; init; }

    /// <summary>Runs all lanes until nothing is pending on any.</summary>
    /// <returns>False where a block found going on pointless.</returns>
    /// <exception cref="BrokenPromiseException">A block sent earlier than it had promised.</exception>
    public bool Run()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delayNs);
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

        return Array.TrueForAll(_goesOn, goesOn => goesOn);
    }

    private void Drive(int at, Barrier barrier)
    {
        while (!_isOver)
        {
            try
            {
                _goesOn[at] = blocks[at].RunTo(_horizonsNs[at], _outboxes[at]);
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
            Horizons++;
            HandOut();
            Window?.Invoke();
            _isOver = _fault is not null || Array.Exists(_goesOn, goesOn => !goesOn) || !SetHorizons();
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
                int to = BlockOf(message.To);
                if (message.ArrivalNs < _horizonsNs[to] && to != from)
                {
                    throw new BrokenPromiseException(from, message, _horizonsNs[to]);
                }

                blocks[to].Take(in message);
            }

            Crossed += _outboxes[from].Count;
            _outboxes[from].Clear();
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
        int first = -1;
        long firstNs = long.MaxValue;
        long secondNs = long.MaxValue;
        for (int at = 0; at < blocks.Count; at++)
        {
            long promiseNs = blocks[at].PromiseNs;
            if (promiseNs < firstNs)
            {
                (first, firstNs, secondNs) = (at, promiseNs, firstNs);
            }
            else
            {
                secondNs = Math.Min(secondNs, promiseNs);
            }
        }

        for (int at = 0; at < blocks.Count; at++)
        {
            long othersNs = at == first ? secondNs : firstNs;
            _horizonsNs[at] = othersNs > long.MaxValue - delayNs ? long.MaxValue : othersNs + delayNs;
        }

        return firstNs != long.MaxValue;
    }
}
