using System.Runtime.ExceptionServices;

namespace NumaBoot.Ordering;

/// <summary>
/// Runs a schedule for each of many seeds, on as many threads as wanted. What it finds, all that it counts and what it
/// throws is the same however many threads there are: results and faults are taken in the order of seeds.
/// </summary>
/// <param name="makeSubject">Makes what is run; one for each thread.</param>
/// <param name="makeChooser">Who delivers next under a seed.</param>
public sealed class SeedSearch(Func<ISubject> makeSubject, Func<long, IChooser> makeChooser)
{
#if NET9_0_OR_GREATER
    private readonly Lock _lock = new();
#else
    private readonly object _lock = new();
#endif
    private readonly SortedDictionary<long, Ran> _early = [];
    private readonly SearchTally _tally = new();
    private long _nextToRun;
    private long _nextToTake;
    private long _end;
    private Exception? _fault;

    /// <summary>Whether it goes on after a failure, to find others; each is told with the lowest seed that shows it.</summary>
    public bool KeepsGoing { get; init; }

    /// <summary>Hears what a subject noted of each schedule that counts, in the order of seeds; on whatever thread, one at a time.</summary>
    public Action<object?>? Noted { get; init; }

    /// <summary>Hears after each schedule how many were run; on whatever thread, one at a time.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Runs the schedules.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="schedules">How many seeds, one after the other.</param>
    /// <param name="threads">How many threads run them, at least 1.</param>
    /// <param name="cancellation">Ends the search between two schedules, or within one where the subject hears it too and throws.</param>
    public SearchResult Run(long firstSeed, long schedules, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _nextToRun = _nextToTake = firstSeed;
        _end = firstSeed + schedules;
        var helpers = Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => Work(cancellation))).ToList();
        helpers.ForEach(helper => helper.Start());
        Work(cancellation);
        helpers.ForEach(helper => helper.Join());
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }

        return _tally.Result(isExhausted: false);
    }

    private void Work(CancellationToken cancellation)
    {
        ISubject? subject = null;
        try
        {
            while (!cancellation.IsCancellationRequested && TryTake(out long seed))
            {
                Note(seed, Try(ref subject, seed, cancellation));
            }
        }
        finally
        {
            Dispose(subject);
        }
    }

    /// <summary>Runs the schedule of a seed; null where it was stopped on the way, and has nothing to tell.</summary>
    private Ran? Try(ref ISubject? subject, long seed, CancellationToken cancellation)
    {
        try
        {
            subject ??= makeSubject();
            subject.Draw(seed);
            var failures = subject.Run(makeChooser(seed));
            return new Ran(subject.Deliveries, subject.OrderHash, failures, subject.Notes);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            return new Ran(0, 0, [], null) { Fault = fault };
        }
    }

    private void Dispose(ISubject? subject)
    {
        try
        {
            subject?.Dispose();
        }
        catch (Exception fault)
        {
            lock (_lock)
            {
                _fault ??= fault;
            }
        }
    }

    private bool TryTake(out long seed)
    {
        lock (_lock)
        {
            seed = _nextToRun;
            _nextToRun += seed < _end ? 1 : 0;
            return seed < _end;
        }
    }

    private void Note(long seed, Ran? ran)
    {
        if (ran is null)
        {
            return;
        }

        lock (_lock)
        {
            _early.Add(seed, ran);

            // Those behind a fault have no say; those before it may still be under way, and have.
            _end = ran.Fault is null ? _end : Math.Min(_end, seed + 1);
            while (_nextToTake < _end && _early.Remove(_nextToTake, out var next))
            {
                TakeOrFault(_nextToTake++, next);
            }
        }
    }

    private void TakeOrFault(long seed, Ran ran)
    {
        try
        {
            Take(seed, ran);
        }
        catch (Exception fault)
        {
            _fault = fault;
            _end = long.MinValue;
        }
    }

    private void Take(long seed, Ran ran)
    {
        if (ran.Fault is not null)
        {
            ExceptionDispatchInfo.Throw(ran.Fault);
        }

        _tally.Add(ran.Deliveries, ran.OrderHash);
        Noted?.Invoke(ran.Notes);
        foreach (var failure in ran.Failures.Where(_tally.IsNew))
        {
            _tally.Add(new FoundFailure(seed, failure, makeChooser(seed)));
        }

        if (_tally.HasFailed && !KeepsGoing)
        {
            _end = seed + 1;
        }

        Progress?.Invoke(_tally.Progress);
    }

    private sealed record Ran(long Deliveries, ulong OrderHash, IReadOnlyList<Failure> Failures, object? Notes)
    {
        /// <summary>What was thrown instead; null for nothing.</summary>
        public Exception? Fault { get; init; }
    }
}
