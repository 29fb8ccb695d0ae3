using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>A member that hears nothing of its run while two conductors are lost, one after the other.</summary>
public sealed class LaggardTests
{
    //   window        w-1     w      w+1
    //   conductor 1   all     X misses it
    //   conductor 2                  X misses it
    //   conductor 3                          all: X still needs what others sent in w-1
    // Expect no letter to be lost, whatever the window.
    [Fact]
    public void What_others_sent_is_kept_until_the_last_has_it()
    {
        var request = Boots.Request("n4-tracebuf", "single-writer");
        var one = new BootRun().Run(request);
        for (long window = 2; window < 40; window++)
        {
            using var cluster = new LossyCluster(request, members: 3, seed: 1, Fates.Good);
            var laggard = cluster.Usable[(int)(window % 3)];
            cluster.Once(() => cluster.Window >= window, () => cluster.Loses = (member, message) => member == laggard && message is MemberMessages.RunWindow);
            int conductors = 1;
            cluster.Once(() => cluster.IsQuiet, () =>
            {
                conductors++;
                cluster.Conduct();
            });
            cluster.Once(() => cluster.Window > window && cluster.IsQuiet, () =>
            {
                conductors++;
                cluster.Loses = (_, _) => false;
                cluster.Conduct();
            });

            var ended = cluster.RunToEnd();

            Assert.Equal($"{one.Digest:x16}", $"{ended.Ending.Digest:x16}");
            Assert.Equal(3, conductors);
            Assert.Empty(cluster.Broken);
        }
    }
}
