using NumaBoot.Actors.Tests.AnyOrder;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>A shrinker that is stopped has a smaller schedule or the one it was given, and never one that fails otherwise.</summary>
public sealed class ShrinkerLimitTests : IDisposable
{
    private readonly Counted _subject = new(new BootSubject(Explored.RaceForNode1("v1")));
    private readonly Trial _found;

    public ShrinkerLimitTests() => _found = Found("page-initialised-once");

    // Expect a shrinker that may do nothing to give back what it got, without a single schedule.
    [Fact]
    public void With_nothing_to_spend_it_gives_back_what_it_got()
    {
        var shrinker = new Shrinker(_subject) { MostDeliveries = 0 };
        _subject.Forget();

        Assert.Same(_found, shrinker.Shrink(_found));
        Assert.Equal((0, 0L, 0), (shrinker.Runs, shrinker.Deliveries, _subject.Runs.Count));
    }

    // Expect it to stop with the schedule that reaches the limit, to have counted what was really run, and to have by then a
    // schedule that fails alike and is no larger than the one it has with less: long before its end a smaller one.
    [Fact]
    public void A_limit_ends_it_with_what_it_has()
    {
        var whole = new Shrinker(_subject);
        var smallest = whole.Shrink(_found);
        var last = _found;
        int smaller = 0;
        for (long tenths = 1; tenths < 10; tenths++)
        {
            _subject.Forget();
            long most = whole.Deliveries * tenths / 10;
            var shrinker = new Shrinker(_subject) { MostDeliveries = most };

            var shrunk = shrinker.Shrink(_found);

            Assert.Equal((_subject.Runs.Count, _subject.Runs.Sum()), (shrinker.Runs, shrinker.Deliveries));
            Assert.InRange(shrinker.Deliveries, most, most + _subject.Runs[^1] - 1);
            AssertFailsAlike(shrunk);
            Assert.False(Shrinker.IsSmaller(last, shrunk), $"{most} deliveries: {shrunk.Length} after {last.Length}");
            smaller += Shrinker.IsSmaller(shrunk, _found) ? 1 : 0;
            last = shrunk;
        }

        Assert.InRange(smaller, 3, 8);
        Assert.False(Shrinker.IsSmaller(last, smallest));
    }

    // Expect it to run no schedule more once it is cancelled, and to have a schedule that fails alike by then.
    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(300, true)]
    public void Cancelled_it_ends_with_what_it_has(int after, bool isSmaller)
    {
        using var stop = new CancellationTokenSource();
        var shrinker = new Shrinker(_subject)
        {
            Cancellation = stop.Token,
            Progress = runs =>
            {
                if (runs == after)
                {
                    stop.Cancel();
                }
            },
        };

        var shrunk = shrinker.Shrink(_found);

        Assert.Equal(after, shrinker.Runs);
        AssertFailsAlike(shrunk);
        Assert.Equal((false, isSmaller), (Shrinker.IsSmaller(_found, shrunk), Shrinker.IsSmaller(shrunk, _found)));
    }

    // Expect one that was cancelled before to give back what it got.
    [Fact]
    public void Cancelled_before_it_gives_back_what_it_got()
    {
        var shrinker = new Shrinker(_subject) { Cancellation = new CancellationToken(canceled: true) };

        Assert.Same(_found, shrinker.Shrink(_found));
        Assert.Equal(0, shrinker.Runs);
    }

    // Expect each invariant that v1 breaks to be still broken by what its schedule shrinks to, though on the way there are
    // schedules, smaller ones among them, that break others only.
    [Fact]
    public void What_fails_otherwise_is_not_taken()
    {
        var names = new SeedSearch(() => new BootSubject(Explored.RaceForNode1("v1")), Chooser) { KeepsGoing = true }
            .Run(1, 60).Failures.Select(found => found.Failure.Name).ToList();
        Assert.InRange(names.Count, 3, 17);
        int tempting = 0;
        foreach (string name in names)
        {
            _subject.Forget();
            var shrunk = new Shrinker(_subject).Shrink(Found(name));

            tempting += _subject.Failures.Count(failures => failures.Count > 0 && !failures.Contains(name, StringComparer.Ordinal));
            Assert.Equal(name, shrunk.Failure.Name);
            AssertFailsAlike(shrunk);
        }

        Assert.InRange(tempting, 100, int.MaxValue);
    }

    public void Dispose() => _subject.Dispose();

    private static RandomChooser Chooser(long seed) => new(seed, new LateInitHold(100));

    private Trial Found(string name)
    {
        long seed = 1;
        Trial? trial;
        while ((trial = Trial.Of(_subject, Chooser(seed), name)) is null or { Length: < 30 })
        {
            seed++;
        }

        return trial;
    }

    private void AssertFailsAlike(Trial shrunk)
    {
        var again = Trial.Of(_subject, new ReplayChooser(shrunk.Deviations), shrunk.Failure.Name)!;

        Assert.Equal(shrunk.Failure, again.Failure);
        Assert.Equal(string.Join('\n', shrunk.Chosen), string.Join('\n', again.Chosen));
    }

    /// <summary>Counts for itself what is run.</summary>
    private sealed class Counted(BootSubject inner) : ISubject
    {
        /// <summary>Deliveries of each schedule.</summary>
        public List<long> Runs { get; } = [];

        /// <summary>What failed in each.</summary>
        public List<List<string>> Failures { get; } = [];

        public long Deliveries => inner.Deliveries;

        public ulong OrderHash => inner.OrderHash;

        public void Forget()
        {
            Runs.Clear();
            Failures.Clear();
        }

        public IReadOnlyList<Failure> Run(IChooser chooser)
        {
            var failures = inner.Run(chooser);
            Runs.Add(inner.Deliveries);
            Failures.Add([.. failures.Select(failure => failure.Name)]);
            return failures;
        }

        public void Dispose() => inner.Dispose();
    }
}
