using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>Boots in many orders: what is searched, what is reported, and when it ends.</summary>
public sealed class BootExplorationTests
{
    // Expect the same counts, coverage, seeds and recordings on one thread and on three, whether it stops or goes on.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Threads_leave_no_mark(bool keepsGoing)
    {
        var settings = Explored.Settings("v3") with { Schedules = 150, KeepsGoing = keepsGoing };

        string one = settings.Run().Tell();

        Assert.Equal(one, (settings with { Threads = 3 }).Run().Tell());
    }

    // Expect the first broken invariant of the first seed that breaks one, and that seed alone to show the same.
    [Fact]
    public void It_stops_at_the_first_that_breaks()
    {
        const long FirstSeed = 7;
        var settings = Explored.Settings("v3") with { FirstSeed = FirstSeed, Schedules = 500 };
        var result = settings.Run();

        var broken = Assert.Single(result.Broken);
        Assert.Equal(broken.Seed - FirstSeed + 1, result.Schedules);
        Assert.True(broken.Seed > FirstSeed);
        var again = (settings with { FirstSeed = broken.Seed, Schedules = 1 }).Run();
        Assert.Equal(ReplayFile.Write(broken.Recording), ReplayFile.Write(Assert.Single(again.Broken).Recording));
    }

    // Expect all schedules to be run, and each broken invariant once, with the lowest seed that breaks it.
    [Fact]
    public void Going_on_finds_each_with_its_lowest_seed()
    {
        var settings = Explored.Settings("v1") with { Schedules = 60, KeepsGoing = true };
        var result = settings.Run();

        Assert.Equal(60, result.Schedules);
        Assert.InRange(result.Broken.Length, 3, Invariants.All.Length);
        Assert.Equal(result.Broken.Length, result.Broken.Select(broken => broken.Invariant).Distinct().Count());
        var latest = result.Broken.MaxBy(broken => broken.Seed)!;
        Assert.True(latest.Seed > 1);
        var before = (settings with { Schedules = latest.Seed - 1 }).Run();
        Assert.DoesNotContain(before.Broken, broken => broken.Invariant == latest.Invariant);
        Assert.Equal(result.Broken.Length, result.Broken.Count(broken => broken.Seed == latest.Seed) + before.Broken.Length);
    }

    // Expect that what a policy does not claim is judged, too, and told apart.
    [Fact]
    public void Every_invariant_is_judged_and_claims_are_told_apart()
    {
        var result = (Explored.Settings("v3") with { Schedules = 500 }).Run();
        var claiming = Explored.Request("v3") with { Policy = InitPolicies.V3 with { Claims = Invariants.All } };

        Assert.False(result.Claims(result.Broken[0]));
        var claimed = (result.Settings with { Request = claiming }).Run();
        Assert.True(claimed.Claims(claimed.Broken[0]));
    }

    // Expect each seed of the order of time to be another machine's luck: the boot that run boots under that seed.
    [Fact]
    public void In_the_order_of_time_a_seed_moves_the_delays()
    {
        var result = (Explored.Settings("v1", ExplorationOrder.Time, "tiny2") with { FirstSeed = 5 }).Run();

        var broken = Assert.Single(result.Broken);
        Assert.Equal((broken.Seed, 0L, 0), (broken.Recording.Request.Seed, broken.Shrunk.Length, broken.Recording.Deviations.Length));
        Assert.Equal(broken.Recording.Digest, new BootRun().Run(broken.Recording.Request).Digest);
        Assert.True(DigestsOfTime(seeds: 8).Distinct().Count() > 4);
    }

    // Expect one order after the other, plain order of time first, none twice, and a limit not to be taken for the end.
    [Fact]
    public void Every_order_is_tried_once()
    {
        var result = (Explored.Settings("v1", ExplorationOrder.Exhaustive) with { Schedules = 400, KeepsGoing = true }).Run();

        Assert.Equal((400, 400, false), (result.Schedules, result.DistinctOrders, result.IsExhausted));
        Assert.Equal((1, 0), (result.Broken[0].Seed, result.Broken[0].Recording.Deviations.Length));
    }

    //   one node, one CPU that has nothing to do, all pages built early
    // Expect the end of all orders to be reached and told: there is one, since nobody can tell the others from it.
    [Fact]
    public void It_says_when_there_are_no_other_orders()
    {
        var request = new BootRequest(SmallMachine.Of(cpusPerNode: 1), InitPolicies.Eager, Workload.None);

        var result = new ExplorationSettings(request, ExplorationOrder.Exhaustive) { Schedules = 100_000 }.Run();

        Assert.True(result.IsExhausted);
        Assert.Empty(result.Broken);
        Assert.Equal(1, result.DistinctOrders);
    }

    // Expect the single writer to need that messages of one sender to one receiver stay in order, and nothing more.
    [Fact]
    public void Without_fifo_even_the_single_writer_fails()
    {
        var settings = Explored.Settings("single-writer") with { Schedules = 100 };

        var without = (settings with { BreaksFifo = true }).Run();

        Assert.Empty(settings.Run().Broken);
        Assert.True(Assert.Single(without.Broken).Recording.BreaksFifo);
    }

    // Expect what was found so far from a search that is stopped, and nothing from one that never began.
    [Fact]
    public void What_was_found_so_far_is_told()
    {
        using var stop = new CancellationTokenSource();
        var settings = Explored.Settings("v1") with { Schedules = 100_000, KeepsGoing = true };
        var exploration = new BootExploration(settings)
        {
            Progress = progress =>
            {
                if (progress.Search.Schedules == 20)
                {
                    stop.Cancel();
                }
            },
        };

        var result = exploration.Run(stop.Token);
        var never = new BootExploration(settings).Run(new CancellationToken(canceled: true));

        Assert.True(result.WasInterrupted);
        Assert.Equal(20, result.Schedules);
        Assert.NotEmpty(result.Broken);
        Assert.True(never.WasInterrupted);
        Assert.Equal((0, 0), (never.Schedules, never.Broken.Length));
    }

    // Expect a few schedules to cover a part of what there is, and another policy another part.
    [Fact]
    public void Coverage_is_what_was_seen_of_what_there_is()
    {
        var coverage = (Explored.Settings("single-writer") with { Schedules = 20 }).Run().Coverage;

        Assert.InRange(coverage.Seen, 30, coverage.Defined - 1);
        Assert.NotEqual(coverage.Seen, (Explored.Settings("eager") with { Schedules = 20 }).Run().Coverage.Seen);
    }

    private static IEnumerable<ulong> DigestsOfTime(int seeds)
    {
        using var subject = new BootSubject(Explored.Request("v1", "tiny2"))
        {
            RequestOfSeed = seed => Explored.Request("v1", "tiny2") with { Seed = seed },
        };
        for (long seed = 1; seed <= seeds; seed++)
        {
            subject.Draw(seed);
            subject.Run(new NumaBoot.Ordering.TimeChooser());
            yield return subject.Last!.Digest;
        }
    }
}
