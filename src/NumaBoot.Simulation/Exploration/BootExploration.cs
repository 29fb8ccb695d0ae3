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
    private readonly CoverageWatch _coverage = new();
    private DisturbanceCounts _happened = DisturbanceCounts.None;
    private DisturbanceDraw? _draw;

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
        long length = PlainLength(cancellation);
        _draw = new DisturbanceDraw(_plan, length);
        var found = _settings.Order == ExplorationOrder.Exhaustive ? SearchAll(cancellation) : SearchSeeds(length, cancellation);
        var coverage = _coverage.Coverage;
        var broken = found.Failures.Take(_settings.KeepsGoing ? int.MaxValue : 1).Select(failure => MakeSmall(failure, found, cancellation)).ToImmutableArray();
        return new ExplorationResult(
            _settings, _plan, found.Schedules, found.Deliveries, found.DistinctOrders, coverage, _happened, broken)
        {
            IsExhausted = found.IsExhausted,
            WasInterrupted = cancellation.IsCancellationRequested,
        };
    }

    /// <summary>How many deliveries the boot has in plain order of time.</summary>
    private long PlainLength(CancellationToken cancellation)
    {
        try
        {
            using var subject = new BootSubject(_request) { Cancellation = cancellation };
            subject.Run(new TimeChooser());
            return subject.Deliveries;
        }
        catch (OperationCanceledException)
        {
            // Then nothing is searched either, and nothing was found.
            return 1;
        }
    }

    private SearchResult SearchSeeds(long length, CancellationToken cancellation)
    {
        var choosers = new ExplorationChoosers(_settings, length);
        var search = new SeedSearch(MakeSubject, choosers.Of) { KeepsGoing = _settings.KeepsGoing, Noted = Note, Progress = Tell };
        return search.Run(_settings.FirstSeed, _settings.Schedules, _settings.Threads, cancellation);

        ExploredBoot MakeSubject() => new(_request, _settings.BreaksFifo, MakeWatch(), RequestOf, cancellation);
    }

    private SearchResult SearchAll(CancellationToken cancellation)
    {
        var up = MakeWatch();
        var search = new ExhaustiveSearch(MakeSubject)
        {
            Chooser = new ExhaustiveChooser { Opens = () => up.AllAreUp },
            KeepsGoing = _settings.KeepsGoing,
            Noted = Note,
            Progress = Tell,
        };
        return search.Run(_settings.Schedules, cancellation);

        // Stopped between two schedules only: what the search has found in those before would be lost.
        ExploredBoot MakeSubject() => new(RequestOf(_settings.FirstSeed), _settings.BreaksFifo, up);
    }

    private CpusUpWatch MakeWatch() => new(_plan.Nodes.Length);

    /// <summary>The boot of a seed.</summary>
    private BootRequest RequestOf(long seed) => _request with
    {
        Seed = _settings.Order == ExplorationOrder.Time ? seed : _request.Seed,
        Disturbances = _draw!.Draw(_settings.Disturbances, seed),
    };

    private void Note(object? notes)
    {
        var (happened, covered) = (ScheduleNotes)notes!;
        _happened += happened;
        _coverage.Add(covered);
    }

    private void Tell(SearchProgress search) => Progress?.Invoke(new ExplorationProgress(search, _coverage.Coverage, ShrinkingRuns: 0));

    private BrokenInvariant MakeSmall(FoundFailure failure, SearchResult found, CancellationToken cancellation)
    {
        var search = new SearchProgress(found.Schedules, found.Deliveries, found.DistinctOrders);
        var shrinker = new FailureShrinker(_settings)
        {
            Progress = runs => Progress?.Invoke(new ExplorationProgress(search, _coverage.Coverage, runs)),
        };
        bool hasSeeds = _settings.Order != ExplorationOrder.Exhaustive;
        var (request, trial) = shrinker.Shrink(RequestOf(hasSeeds ? failure.Seed : _settings.FirstSeed), failure, cancellation);
        return new BrokenInvariant(failure.Seed, failure.Failure.At, trial, BootReplay.Record(request, trial, _settings, failure.Seed));
    }
}
