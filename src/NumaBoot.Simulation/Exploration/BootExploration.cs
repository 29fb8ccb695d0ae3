using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Tries a boot in many orders of its messages, judges every invariant in each, and makes small and records what breaks.
/// The same settings give the same result, however many threads search.
/// </summary>
public sealed class BootExploration
{
    private readonly ExplorationSettings _settings;
    private readonly BootRequest _request;
    private readonly BootPlan _plan;
    private readonly Coverage _coverage = new();
    private DisturbanceCounts _happened = DisturbanceCounts.None;
    private BootChoosers? _choosers;

    /// <summary>An exploration, to be run once.</summary>
    public BootExploration(ExplorationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _request = settings.Request with { TakesSnapshots = false, Disturbances = [] };
        _plan = _request.Plan();
    }

    /// <summary>Hears how far it is; on whatever thread, one at a time.</summary>
    public Action<ExplorationProgress>? Progress { get; init; }

    /// <summary>Runs it to its end, or until it is cancelled: then the result holds what was found so far.</summary>
    public ExplorationResult Run(CancellationToken cancellation = default)
    {
        var found = Search(cancellation);
        var pairs = new Coverage(_coverage.Bits);
        var broken = found.Failures.Take(_settings.KeepsGoing ? int.MaxValue : 1).Select(failure => MakeSmall(failure, found, cancellation)).ToImmutableArray();
        return new ExplorationResult(
            _settings, _plan, found.Schedules, found.Deliveries, found.DistinctOrders, pairs.Count, _happened, broken)
        {
            Pairs = pairs,
            IsExhausted = found.IsExhausted,
            WasInterrupted = cancellation.IsCancellationRequested,
        };
    }

    private SearchResult Search(CancellationToken cancellation)
    {
        try
        {
            _choosers = new BootChoosers(_request, _settings.Disturbances, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Then nothing is searched either, and nothing was found.
            return new SearchResult([], Schedules: 0, Deliveries: 0, DistinctOrders: 0, IsExhausted: false);
        }

        return _settings.Order == ExplorationOrder.Exhaustive ? SearchAll(cancellation) : SearchSeeds(cancellation);
    }

    private SearchResult SearchSeeds(CancellationToken cancellation)
    {
        var search = new SeedSearch(MakeSubject, ChooserOf) { KeepsGoing = _settings.KeepsGoing, Noted = Note, Progress = Tell };
        return search.Run(_settings.FirstSeed, _settings.Schedules, _settings.Threads, cancellation);

        BootSubject MakeSubject() => new(_request, _settings.BreaksFifo, notesPairs: true) { RequestOfSeed = RequestOf, Cancellation = cancellation };
    }

    private IChooser ChooserOf(long seed) => _settings.Order switch
    {
        ExplorationOrder.Random => _choosers!.Random(seed),
        ExplorationOrder.Priority => _choosers!.Priority(seed, _settings.Depth),
        _ => new TimeChooser(),
    };

    private SearchResult SearchAll(CancellationToken cancellation)
    {
        var request = RequestOf(_settings.FirstSeed);
        var rule = new BootReceipts(_plan, request.Disturbances);
        var search = new ExhaustiveSearch(MakeSubject)
        {
            Chooser = new ExhaustiveChooser { Rule = rule },
            KeepsGoing = _settings.KeepsGoing,
            Noted = Note,
            Progress = Tell,
        };
        return search.Run(_settings.Schedules, cancellation);

        // Stopped between two schedules only: what the search has found in those before would be lost.
        BootSubject MakeSubject() => new(request, _settings.BreaksFifo, notesPairs: true, rule: rule);
    }

    /// <summary>The boot of a seed.</summary>
    private BootRequest RequestOf(long seed) => _choosers!.RequestOf(seed) with
    {
        Seed = _settings.Order == ExplorationOrder.Time ? seed : _request.Seed,
    };

    private void Note(object? notes)
    {
        var (happened, covered) = (ScheduleNotes)notes!;
        _happened += happened;
        _coverage.Add(covered.AsSpan());
    }

    private void Tell(SearchProgress search) => Progress?.Invoke(new ExplorationProgress(search, _coverage.Count, ShrinkingRuns: 0));

    private BrokenInvariant MakeSmall(FoundFailure failure, SearchResult found, CancellationToken cancellation)
    {
        var search = new SearchProgress(found.Schedules, found.Deliveries, found.DistinctOrders);
        var shrinker = new BootShrinker
        {
            BreaksFifo = _settings.BreaksFifo,
            MostDeliveries = _settings.MostShrinkingDeliveries,
            Progress = runs => Progress?.Invoke(new ExplorationProgress(search, _coverage.Count, runs)),
            Cancellation = cancellation,
        };
        bool hasSeeds = _settings.Order != ExplorationOrder.Exhaustive;
        var shrunk = shrinker.Shrink(RequestOf(hasSeeds ? failure.Seed : _settings.FirstSeed), failure);
        return new BrokenInvariant(failure.Seed, failure.Failure.At, shrunk.Trial, BootReplay.Record(shrunk.Request, shrunk.Trial, _settings, failure.Seed));
    }
}
