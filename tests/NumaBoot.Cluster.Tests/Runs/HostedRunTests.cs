using Akka.Actor;
using NumaBoot.Lanes;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>Whom a member hears, and when it has told where its blocks stand.</summary>
public sealed class HostedRunTests
{
    private static readonly TimeSpan Now = TimeSpan.Zero;

    // Expect a conductor that asks again in a later epoch, while a block is still busy, to be told of that epoch: the block
    // is asked anew.
    [Fact]
    public void A_later_epoch_is_gathered_for_anew()
    {
        var run = new HostedRun();
        run.Hosts.Add(7, ActorRefs.Nobody);
        Assert.True(run.Admits(2, ActorRefs.Nobody, Now));
        Assert.Single(run.Gather(ActorRefs.Nobody));
        Assert.Empty(run.Gather(ActorRefs.Nobody));

        Assert.True(run.Admits(3, ActorRefs.Nobody, Now));
        Assert.Single(run.Gather(ActorRefs.Nobody));

        Assert.Null(run.Stands(new BlockHost.TellInHand("run", 2, 7, InHand())));
        Assert.Equal(7, run.Stands(new BlockHost.TellInHand("run", 3, 7, InHand()))!.Value.Blocks.Single().Block);
    }

    // Expect what the conductor that is followed said of an earlier epoch to be no word of another.
    [Fact]
    public void A_late_word_of_the_same_conductor_is_no_other()
    {
        var run = new HostedRun();
        Assert.True(run.Hears(2, ActorRefs.Nobody, Now));

        Assert.False(run.Admits(1, ActorRefs.Nobody, Now));
        Assert.True(run.Follows(ActorRefs.Nobody));
    }

    private static BlockInHand InHand() => new(7, [1], 1, 0, new BlockState(Promise.Never, 0, 0, GoesOn: true, Progress: null), []);
}
