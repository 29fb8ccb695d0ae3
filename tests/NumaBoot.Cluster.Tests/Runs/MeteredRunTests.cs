using Akka.Actor;
using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>What the members of a cluster count together, those included that are lost on the way, is what one thread counts.</summary>
public sealed class MeteredRunTests
{
    private const int Members = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    // Expect lost, repeated and overtaken letters to leave no mark in what is counted, and the conductor to count windows.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Letters_that_fail_leave_no_mark(int seed)
    {
        var meter = new SummedMeter();
        using var cluster = new LossyCluster(Request, Members, seed, Fates.Bad, meter);

        var ended = cluster.RunToEnd().Ending;
        cluster.Settle();

        Assert.Equal(One.Boot, meter.Boot);
        Assert.Equal((1, ended.Horizons.All, 0), (meter["run Booted"], meter["windows"], meter["recoveries"]));
        Assert.InRange(meter["crossed"], 1, ended.Deliveries);
        AssertNothingStands(meter);
    }

    // A member is lost in the middle of a window, or while it waits for the next; another computes its lanes again.
    // Expect nothing of them to be counted twice, and nothing to be missed.
    [Fact]
    public void Lanes_that_are_computed_again_are_counted_once()
    {
        long windows = Windows();
        for (long window = 2; window <= windows; window += 3)
        {
            var meter = new SummedMeter();
            using var cluster = new LossyCluster(Request, Members, (int)window, Fates.Good, meter);
            var lost = cluster.Usable[(int)(window % Members)];
            long heard = 0;
            cluster.Loses = (member, message) =>
            {
                heard = member == lost && message is MemberMessages.RunWindow run ? run.Window : heard;
                return false;
            };
            long at = window;
            cluster.Once(() => heard >= at, () => Lose(cluster, lost));

            cluster.RunToEnd();
            cluster.Settle();

            Assert.Equal(1, meter["recoveries"]);
            Assert.Equal(One.Boot, meter.Boot);
            AssertStood(meter);
            AssertNothingStands(meter);
        }
    }

    // Whoever is lost before it has heard how far all others are has not counted the window before.
    // Expect that to be missed, and nothing to be counted twice, whatever is lost or replaced, and when.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_lost_nothing_is_counted_twice(int seed)
    {
        var meter = new SummedMeter();
        using var cluster = new LossyCluster(Request, Members, seed, Fates.Bad, meter);
        var lost = cluster.Usable[seed % Members];
        cluster.Once(() => cluster.Window >= 2 * seed, () => Lose(cluster, lost));
        cluster.Once(() => cluster.Window >= (2 * seed) + 4, cluster.Conduct);

        cluster.RunToEnd();
        cluster.Settle();

        Assert.All((string[])["initialised EarlyMap", "initialised Growth", "initialised InitJob", "grew Watermark", "allocated Local", "deliveries"], name =>
            Assert.InRange(meter[name], One[name] * 8 / 10, One[name]));
        Assert.Equal(1, meter["run Booted"]);
        AssertStood(meter);
        AssertNothingStands(meter);
    }

    // What goes round for ever is run once more, on one member and one thread.
    // Expect that to count nothing beside the end of the run and what broke.
    [Fact]
    public void What_is_run_once_more_is_counted_once()
    {
        var item = new Machines.WorkItem
        {
            Cpu = 0,
            Phase = Machines.WorkPhase.Running,
            Kind = Machines.WorkKind.Allocate,
            Order = 9,
            Count = 100_000,
            Need = Machines.WorkNeed.Optional,
            Label = "too much",
        };
        var request = Boots.Request("two-socket", "static-reserve") with { Workload = new Machines.Workload([item]) };
        var alone = new SummedMeter();
        var one = new BootRun { Observation = new BootObservation { Meter = alone } }.Run(request);
        var meter = new SummedMeter();
        using var cluster = new LossyCluster(request, Members, seed: 1, Fates.Good, meter);

        cluster.RunToEnd();
        cluster.Settle();

        Assert.True(cluster.Sent.ContainsKey(typeof(MemberMessages.RunWhole)));
        Assert.NotEmpty(one.Violations);
        Assert.Equal(alone.Boot, meter.Boot);
        Assert.Equal((1, one.Violations.Length), (meter["run Booted"] + meter["run Failed"], meter["violations"]));
        AssertNothingStands(meter);
    }

    private static BootRequest Request { get; } = Boots.Request("n4-tracebuf", "single-writer");

    private static SummedMeter One { get; } = Alone();

    private static SummedMeter Alone()
    {
        var meter = new SummedMeter();
        new BootRun { Observation = new BootObservation { Meter = meter } }.Run(Request);
        return meter;
    }

    private static long Windows()
    {
        using var cluster = new LossyCluster(Request, Members, seed: 1, Fates.Good);
        cluster.RunToEnd();
        return cluster.Window;
    }

    private static void Lose(LossyCluster cluster, Address member)
    {
        cluster.Kill(member);
        cluster.Remove(member);
    }

    // Of blocks with the same nodes the last one is the one that came to the end.
    private static void AssertStood(SummedMeter meter)
    {
        foreach (var (nid, pages) in One.Blocks.Single().Free)
        {
            var last = meter.Blocks.Last(block => block.Lanes.Contains(nid));
            Assert.Equal((pages, 0), (last.Free[nid], last.Deferred[nid]));
        }
    }

    private static void AssertNothingStands(SummedMeter meter)
    {
        Assert.Equal(0, meter.Active);
        Assert.All(meter.Blocks, block => Assert.True(block.HasEnded));
    }
}
