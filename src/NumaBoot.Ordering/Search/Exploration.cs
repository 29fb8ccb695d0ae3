using System.Runtime.ExceptionServices;

namespace NumaBoot.Ordering;

/// <summary>A test of actors under many orders; made by <see cref="Orders"/>.</summary>
public sealed record Exploration
{
    private readonly Func<Exploration, Func<ISubject>, SearchResult> _search;
    private readonly Func<long, string> _orderOf;

    /// <summary>An exploration.</summary>
    /// <param name="search">How it looks for an order in which the test fails.</param>
    /// <param name="orderOf">What the order of a schedule is called, by its seed or number.</param>
    internal Exploration(Func<Exploration, Func<ISubject>, SearchResult> search, Func<long, string> orderOf)
    {
        _search = search;
        _orderOf = orderOf;
    }

    /// <summary>What the worlds are made of; its order decides only how long messages travel in plain order of time.</summary>
    public OrderedWorldOptions World { get; init; } = new();

    /// <summary>How long messages travel in plain order of time.</summary>
    public ILatency Latency { get; init; } = new FixedLatency(1);

    /// <summary>Gives up even that two messages of one sender to one receiver stay in order, to show what then fails.</summary>
    public bool BreaksFifo { get; init; }

    /// <summary>How many threads search, each with a world of its own; an exhaustive search has one whatever this says.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>A schedule that is longer than this fails: something goes on for ever.</summary>
    public long MostDeliveries { get; init; } = 100_000;

    /// <summary>Whether an order that fails is made small before it is told.</summary>
    public bool Shrinks { get; init; } = true;

    /// <summary>Runs the test under order after order.</summary>
    /// <param name="test">
    /// Spawns actors, injects messages, awaits the world's quiescence, asserts. It must await nothing else, and it must
    /// not keep anything from one run to the next.
    /// </param>
    /// <returns>
    /// How many orders were tried; all of them were sound. Whether they are all there are, <see cref="SearchResult.IsExhausted"/>
    /// says: a search that its limit ended is none that failed.
    /// </returns>
    /// <exception cref="BrokenOrderException">The test failed under one of them.</exception>
    /// <exception cref="ArgumentException">
    /// The test asks its world for what cannot be, in plain order of time too: that is thrown as it is, and so is
    /// <see cref="Akka.Actor.InvalidActorNameException"/> for a name and <see cref="InvalidOperationException"/> for a state.
    /// </exception>
    /// <exception cref="OutsideWorldException">Something reaches an actor past the order, or may do so some time later.</exception>
    public Task<SearchResult> Explore(Func<OrderedWorld, Task> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        TestSubject MakeSubject() => new(this, test);
        var result = _search(this, MakeSubject);
        if (!result.Failures.IsEmpty)
        {
            throw Broken(MakeSubject, result.Failures[0]);
        }

        using var subject = MakeSubject();
        subject.Inspect();
        return Task.FromResult(result);
    }

    internal SearchResult SearchSeeds(Func<ISubject> makeSubject, long first, long seeds, Func<long, IChooser> makeChooser) =>
        new SeedSearch(makeSubject, makeChooser).Run(first, seeds, Threads);

    private BrokenOrderException Broken(Func<TestSubject> makeSubject, FoundFailure found)
    {
        using var subject = makeSubject();
        var trial = Trial.Of(subject, found)
            ?? throw new InvalidOperationException($"\"{found.Failure.Detail}\" did not come again under the same choices: the test keeps something from one run to the next.");
        var plain = Trial.Of(subject, new TimeChooser(), found.Failure.Name);
        if (plain?.Failure.Cause is { } cause && subject.IsRefusal(cause))
        {
            // No order is to blame for it, nor anything that the test is about.
            ExceptionDispatchInfo.Throw(cause);
        }

        var shrunk = Shrinks ? plain ?? new Shrinker(subject).Shrink(trial) : trial;
        string text = new OrderTeller(subject).Tell(_orderOf(found.Seed), shrunk, Shrinks, plain is not null);
        return new BrokenOrderException(text, found.Seed, shrunk);
    }
}
