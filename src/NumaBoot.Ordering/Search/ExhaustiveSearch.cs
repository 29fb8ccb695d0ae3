namespace NumaBoot.Ordering;

/// <summary>Runs all schedules that are different, one after the other (<see cref="ExhaustiveChooser"/>).</summary>
/// <param name="makeSubject">Makes what is run.</param>
public sealed class ExhaustiveSearch(Func<ISubject> makeSubject)
{
    /// <summary>Leads through the schedules.</summary>
    public ExhaustiveChooser Chooser { get; init; } = new();

    /// <summary>Whether it goes on after a failure, to find others.</summary>
    public bool KeepsGoing { get; init; }

    /// <summary>Hears what the subject noted of each schedule that counts.</summary>
    public Action<object?>? Noted { get; init; }

    /// <summary>Hears after each schedule how many were run.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Hears of each schedule that was run to its end, before the next one begins; null for nobody.</summary>
    public Action<ISubject>? Ended { get; init; }

    /// <summary>Runs them all, or as many as wanted.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the search between two schedules.</param>
    public SearchResult Run(long most = long.MaxValue, CancellationToken cancellation = default)
    {
        var tally = new SearchTally();
        using var subject = makeSubject();
        while (tally.Progress.Schedules < most && !cancellation.IsCancellationRequested)
        {
            var failures = subject.Run(Chooser);
            if (Chooser.IsRedundant)
            {
                tally.AddRedundant();
            }
            else
            {
                tally.Add(subject.Deliveries, subject.OrderHash);
                Noted?.Invoke(subject.Notes);
                Ended?.Invoke(subject);
                foreach (var failure in failures.Where(tally.IsNew).ToList())
                {
                    tally.Add(Found(subject, tally.Progress.Schedules, failure));
                }

                if (tally.HasFailed && !KeepsGoing)
                {
                    return Result(tally, isExhausted: false);
                }
            }

            Progress?.Invoke(tally.Progress);
            if (!Chooser.Next())
            {
                return Result(tally, isExhausted: true);
            }
        }

        return Result(tally, isExhausted: false);
    }

    private SearchResult Result(SearchTally tally, bool isExhausted) => tally.Result(isExhausted) with { CyclesCut = Chooser.CyclesCut };

    /// <summary>The schedule in hand is still the chooser's: run again, it can be recorded.</summary>
    private FoundFailure Found(ISubject subject, long number, Failure failure)
    {
        var trial = Trial.Of(subject, Chooser, failure.Name)
            ?? throw new InvalidOperationException($"\"{failure.Name}\" did not come again under the same choices: something decides that is no part of the world.");
        return new FoundFailure(number, failure, new ReplayChooser(trial.Deviations));
    }
}
