using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>What a search over seeds hands on, and how it is stopped.</summary>
public sealed class SeedSearchTests
{
    // Expect the notes of each seed that counts, in the order of seeds, however many threads, and none of seeds behind a failure.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Notes_come_in_the_order_of_seeds(int threads)
    {
        var noted = new List<object?>();
        var search = new SeedSearch(() => new Subject(failsIn: 30), seed => new RandomChooser(seed)) { Noted = noted.Add };

        var result = search.Run(1, 1_000, threads);

        Assert.Equal(30, result.Schedules);
        Assert.Equal(Enumerable.Range(1, 30).Select(seed => (object?)(long)seed), noted);
    }

    // Expect the first that goes wrong in the order of seeds to be told, however many threads, although another thread is
    // through with a later one first: a failure, a fault, and of two faults the earlier.
    [Theory]
    [InlineData(10, 0, 20, "failure in 10")]
    [InlineData(0, 10, 20, "fault in 10")]
    [InlineData(20, 10, 0, "fault in 10")]
    public void The_lowest_seed_is_told(int failsIn, int throwsIn, int throwsLaterIn, string told)
    {
        Assert.Equal(told, Told(1));
        Assert.Equal(told, Told(2));

        string Told(int threads)
        {
            using var isLaterOver = new ManualResetEventSlim(threads == 1);
            var search = new SeedSearch(
                () => new Subject(failsIn)
                {
                    Hook = seed =>
                    {
                        if (seed == 20)
                        {
                            isLaterOver.Set();
                        }
                        else if (seed == 10)
                        {
                            isLaterOver.Wait();
                        }

                        if (seed == throwsIn || seed == throwsLaterIn)
                        {
                            throw new InvalidOperationException($"fault in {seed}");
                        }
                    },
                },
                seed => new RandomChooser(seed));
            try
            {
                return $"failure in {search.Run(1, 1_000, threads).Failures[0].Seed}";
            }
            catch (InvalidOperationException fault)
            {
                return fault.Message;
            }
        }
    }

    // Expect what the listener throws to be told, and not to be taken for a fault of the seed.
    [Fact]
    public void What_a_listener_throws_ends_the_search()
    {
        var search = new SeedSearch(() => new Subject(failsIn: 0), seed => new RandomChooser(seed)) { Noted = seed => Assert.NotEqual(7L, seed) };

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => search.Run(1, 1_000, threads: 2));
    }

    // Expect a subject that stops within a schedule to leave those before it as they are.
    [Fact]
    public void A_subject_may_stop_within_a_schedule()
    {
        using var stop = new CancellationTokenSource();
        var search = new SeedSearch(() => new Subject(failsIn: 0, stopsIn: 5, stop), seed => new RandomChooser(seed));

        Assert.Equal(4, search.Run(1, 1_000, cancellation: stop.Token).Schedules);
    }

    private sealed class Subject(long failsIn, long stopsIn = 0, CancellationTokenSource? stop = null) : ISubject
    {
        private long _seed;

        public long Deliveries => 1;

        public ulong OrderHash => (ulong)_seed;

        public object? Notes => _seed;

        public Action<long>? Hook { get; init; }

        public void Draw(long seed) => _seed = seed;

        public IReadOnlyList<Failure> Run(IChooser chooser)
        {
            Hook?.Invoke(_seed);
            if (_seed == stopsIn)
            {
                stop!.Cancel();
                throw new OperationCanceledException(stop.Token);
            }

            return _seed == failsIn ? [new Failure("it", 1, "it fails")] : [];
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
