using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>What members record of a boot is what one thread records, whatever is lost and computed again.</summary>
public sealed class RecoveredHistoryTests
{
    private const int Members = 3;

    private static HistorySettings History { get; } = new(MostPoints: 50);

    private static BootRequest Request { get; } = Boots.Request("n4-tracebuf", "single-writer");

    // Expect the history of lanes that are computed again to be that of one thread, in whatever window they are lost.
    [Fact]
    public void Lanes_that_are_computed_again_record_the_same()
    {
        string one = HistoryText.Of(new BootRun { Observation = new BootObservation { History = History } }.Run(Request));
        using var whole = Cluster(seed: 1);
        whole.RunToEnd();
        long windows = whole.Window;
        for (long window = 1; window <= windows; window += 1 + (windows / 12))
        {
            using var cluster = Cluster((int)window);
            var lost = cluster.Usable[(int)(window % Members)];
            cluster.Once(() => cluster.Window >= window, () =>
            {
                cluster.Kill(lost);
                cluster.Remove(lost);
            });

            var ended = cluster.RunToEnd();

            Assert.Equal(1, ended.Recoveries);
            Assert.Equal(one, HistoryText.Of(ended.Ending.ToResult(Request, Request.Plan())));
        }
    }

    // Expect the history of a boot that one thread has to run as a whole to come back, too.
    [Fact]
    public void What_runs_on_one_thread_is_recorded()
    {
        var request = Boots.Request("sockets-4", "v4.17");
        var one = new BootRun { Observation = new BootObservation { History = History } }.Run(request);
        using var cluster = new LossyCluster(request, Members, seed: 1, Fates.Good, history: History);

        var ended = cluster.RunToEnd().Ending;

        Assert.NotEmpty(ended.Violations);
        Assert.Equal(HistoryText.Of(one), HistoryText.Of(ended.ToResult(request, request.Plan())));
    }

    private static LossyCluster Cluster(int seed) => new(Request, Members, seed, Fates.Good, history: History);
}
