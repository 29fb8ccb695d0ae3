using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>A seed is one schedule, how often it is run and whatever was run before.</summary>
public sealed class SameScheduleTests
{
    private const int Runs = 100;

    // Expect a seed to give one digest in a hundred runs, with all that goes wrong in it, while other seeds come between, and
    // a subject of its own to give the same.
    [Theory]
    [InlineData("v1", false)]
    [InlineData("v1", true)]
    [InlineData("single-writer", false)]
    [InlineData("single-writer", true)]
    public void A_seed_gives_the_same_digest_a_hundred_times(string policy, bool isPriority)
    {
        var wanted = new DisturbanceCounts { Interrupts = 2, Lost = 2, Duplicated = 1, Delayed = 2, Crashed = 2, Paused = 1, Slowed = 1 };
        var request = AnyOrder.Explored.Request(policy, "tiny2");
        var choosers = new BootChoosers(request, wanted);
        using var subject = choosers.MakeSubject();
        using var other = choosers.MakeSubject();
        var same = new HashSet<string>(StringComparer.Ordinal);
        var different = new HashSet<string>(StringComparer.Ordinal);
        for (int run = 1; run <= Runs; run++)
        {
            same.Add(Run(subject, choosers, seed: 7, isPriority));
            different.Add(Run(subject, choosers, seed: 7 + run, isPriority));
        }

        Assert.Equal(Run(other, new BootChoosers(request, wanted), seed: 7, isPriority), Assert.Single(same));
        Assert.Equal(Runs, different.Count);
    }

    private static string Run(BootSubject subject, BootChoosers choosers, long seed, bool isPriority)
    {
        subject.Draw(seed);
        var failures = subject.Run(isPriority ? choosers.Priority(seed) : choosers.Random(seed));
        var last = subject.Last!;
        return $"{last.Digest:x16} {subject.OrderHash:x16} {last.Deliveries} {last.VirtualNs} {last.Happened} {string.Join("; ", failures)}";
    }
}
