using Akka.Actor;
using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Machines;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>
/// The conductor of a run and the blocks of members, without processes: whatever becomes of letters and members, and when,
/// the boot is that of one thread.
/// </summary>
public sealed class RecoveryTests
{
    private const string Machine = "n4-tracebuf";
    private const int Members = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    // Expect lost, repeated and overtaken letters to leave no mark, and what came again to be dropped and counted.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lost_repeated_and_overtaken_letters_leave_no_mark(int seed)
    {
        using var cluster = Cluster(seed, Fates.Bad);

        Assert.Equal(0, EndsAlike(cluster).Recoveries);

        Assert.True(cluster.Counts.Repeated > 0);
    }

    // Expect a member to be missed in no window: its nodes are recomputed by another from what others sent to them.
    [Fact]
    public void A_member_may_be_lost_in_any_window()
    {
        long windows = Windows();
        for (long window = 1; window <= windows; window++)
        {
            using var cluster = Cluster((int)window, Fates.Good);
            var lost = cluster.Usable[(int)(window % Members)];
            cluster.Once(() => cluster.Window >= window, () => Lose(cluster, lost));

            Assert.Equal(1, EndsAlike(cluster).Recoveries);
        }
    }

    // Expect the same where nothing can be relied on, and where the second is lost while the first is recomputed: one is
    // left then, and has it all.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_second_may_be_lost_while_the_first_is_recomputed(int seed)
    {
        using var cluster = Cluster(seed, Fates.Bad);
        var (first, second) = (cluster.Usable[seed % Members], cluster.Usable[(seed + 1) % Members]);
        cluster.Once(() => cluster.Window >= 2 * seed, () => Lose(cluster, first));
        cluster.Once(
            () => cluster.Sent.GetValueOrDefault(typeof(MemberMessages.AskRecords)) > 0 && (seed % 2 == 0 || cluster.Blocks > Members),
            () => Lose(cluster, second));

        var ended = EndsAlike(cluster);

        Assert.True(ended.Recoveries >= 2);
        Assert.Equal(1, ended.Members);
    }

    // Expect two that are lost at once to be recomputed as one, and all three to begin anew once somebody is there.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Several_may_be_lost_at_once(int count)
    {
        using var cluster = Cluster(seed: 1, Fates.Good);
        var lost = cluster.Usable[..count];
        cluster.Once(() => cluster.Window >= 12, () =>
        {
            foreach (var member in lost)
            {
                cluster.Kill(member);
            }

            foreach (var member in lost)
            {
                cluster.Remove(member);
            }

            cluster.Start(lost[0]);
            cluster.Add(lost[0]);
        });

        Assert.True(EndsAlike(cluster).Recoveries >= 1);
    }

    // Expect a member that is back at its address before anybody missed it to say that it has nothing.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_member_may_be_back_before_it_is_missed(int seed)
    {
        using var cluster = Cluster(seed, Fates.Bad);
        var lost = cluster.Usable[seed % Members];
        cluster.Once(() => cluster.Window >= 2 * seed, () =>
        {
            cluster.Kill(lost);
            cluster.Start(lost);
        });

        Assert.Equal(1, EndsAlike(cluster).Recoveries);
        Assert.True(cluster.Counts.NotMine > 0);
    }

    // Expect a conductor to be replaced in any window by one that knows nothing, without anything being computed again.
    [Fact]
    public void A_conductor_may_be_replaced_in_any_window()
    {
        long windows = Windows();
        for (long window = 1; window <= windows; window++)
        {
            using var cluster = Cluster((int)window, Fates.Good);
            cluster.Once(() => cluster.Window >= window, cluster.Conduct);

            Assert.Equal(1, EndsAlike(cluster).Recoveries);
            Assert.Equal(Members, cluster.Blocks);
        }
    }

    // Expect a conductor and a member to be lost together, as they are where the member hosts the conductor.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_conductor_may_be_lost_with_its_member(int seed)
    {
        using var cluster = Cluster(seed, Fates.Bad);
        var lost = cluster.Usable[seed % Members];
        cluster.Once(() => cluster.Window >= 2 * seed, () =>
        {
            cluster.Kill(lost);
            cluster.Remove(lost);
            cluster.Conduct();
        });

        Assert.True(EndsAlike(cluster).Recoveries >= 1);
    }

    // Expect a conductor that does not know that it was replaced to be heard by nobody, and that to be counted.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Two_conductors_may_speak_at_a_time(int seed)
    {
        using var cluster = Cluster(seed, Fates.Bad);
        cluster.Once(() => cluster.Window >= 2 * seed, cluster.ConductBeside);
        cluster.Once(() => cluster.Window >= (2 * seed) + 3, cluster.ConductBeside);

        EndsAlike(cluster);

        Assert.True(cluster.Counts.OldEpochs > 0);
    }

    // Expect a loss while the blocks are asked what came of them to be made good, too.
    [Fact]
    public void A_member_may_be_lost_at_the_end()
    {
        using var cluster = Cluster(seed: 1, Fates.Good);
        var lost = cluster.Usable[1];
        cluster.Once(() => cluster.Sent.ContainsKey(typeof(MemberMessages.EndBlock)), () => Lose(cluster, lost));

        Assert.Equal(1, EndsAlike(cluster).Recoveries);
    }

    // Expect what goes round for ever to be told as one thread tells it, though whoever runs that thread is lost, or the
    // conductor.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void So_may_whoever_runs_it_all_on_one_thread(bool isConductor)
    {
        var item = new WorkItem { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Order = 6, Count = 1 << 20, Label = "too much" };
        var one = new BootRun().Run(Boots.Request("two-socket", "v5.2-endless-growth") with { Workload = new Workload([item]) });
        using var cluster = new LossyCluster(one.Request, Members, seed: 1, Fates.Bad);
        cluster.Once(() => cluster.Sent.ContainsKey(typeof(MemberMessages.RunWhole)), () =>
        {
            if (isConductor)
            {
                cluster.Conduct();
            }
            else
            {
                Lose(cluster, cluster.Usable[0]);
            }
        });

        AssertSame(one, cluster.RunToEnd());
    }

    // Expect members that come and go, and conductors that follow one another, in any order to leave no mark.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nor_does_any_mixture_of_all_that(int seed)
    {
        using var cluster = Cluster(seed, Fates.Bad);
        var random = new Random(seed);
        for (long window = random.Next(8); window < Windows(); window += 1 + random.Next(8))
        {
            long at = window;
            var member = cluster.Usable[random.Next(Members)];
            int what = random.Next(5);
            cluster.Once(() => cluster.Window >= at, () => Disturb(cluster, member, what));
        }

        EndsAlike(cluster);
    }

    // Expect a cancelled run to tell what it found so far, though a member is lost meanwhile.
    [Fact]
    public void A_cancelled_run_tells_how_far_it_came()
    {
        using var cluster = Cluster(seed: 1, Fates.Good);
        cluster.Once(() => cluster.Window >= 12, () =>
        {
            cluster.Cancel();
            Lose(cluster, cluster.Usable[1]);
        });

        var ended = cluster.RunToEnd().Ending;

        Assert.Equal(BootOutcome.Interrupted, ended.Outcome);
        Assert.InRange(ended.Deliveries, 1, One.Deliveries - 1);
    }

    // Expect members that wait for the block of another to hear every 20 s that the run goes on, or they would forget it.
    [Fact]
    public void Members_that_wait_hear_that_the_run_goes_on()
    {
        using var cluster = Cluster(seed: 1, Fates.Good);
        int kept = 0;
        cluster.Once(() => cluster.Window >= 5, () =>
        {
            cluster.PassSeconds(60);
            kept = cluster.Sent.GetValueOrDefault(typeof(MemberMessages.KeepRun));
        });

        EndsAlike(cluster);

        Assert.InRange(kept, 3 * Members, 4 * Members);
    }

    private static BootRequest Request { get; } = Boots.Request(Machine, "single-writer");

    private static BootResult One { get; } = new BootRun().Run(Request);

    private static LossyCluster Cluster(int seed, Fates fates) => new(Request, Members, seed, fates);

    private static long Windows()
    {
        using var cluster = Cluster(seed: 1, Fates.Good);
        EndsAlike(cluster);
        return cluster.Window;
    }

    private static void Lose(LossyCluster cluster, Address member)
    {
        cluster.Kill(member);
        cluster.Remove(member);
    }

    private static void Disturb(LossyCluster cluster, Address member, int what)
    {
        switch (what)
        {
            case 0 when cluster.Usable.Contains(member) && cluster.Usable.Length > 1:
                Lose(cluster, member);
                break;
            case 1 when cluster.Usable.Contains(member):
                cluster.Kill(member);
                cluster.Start(member);
                break;
            case 2:
                cluster.Conduct();
                break;
            case 3:
                cluster.ConductBeside();
                break;
            default:
                if (!cluster.Usable.Contains(member))
                {
                    cluster.Start(member);
                    cluster.Add(member);
                }

                break;
        }
    }

    // What breaks on the way is looked for on one thread; here nothing does, so nobody may have thought so.
    private static ClientMessages.RunEnded EndsAlike(LossyCluster cluster)
    {
        var ended = cluster.RunToEnd();
        AssertSame(One, ended);
        Assert.Empty(cluster.Broken);
        return ended;
    }

    private static void AssertSame(BootResult one, ClientMessages.RunEnded ended)
    {
        Assert.Equal($"{one.Digest:x16}", $"{ended.Ending.Digest:x16}");
        Assert.Equal(
            Structure.Of(RunEnding.Of(one with { Horizons = Lanes.HorizonCounts.None })),
            Structure.Of(ended.Ending with { Horizons = Lanes.HorizonCounts.None }));
    }
}
