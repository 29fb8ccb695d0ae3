using NumaBoot.Lanes;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>Blocks of lanes go on in windows, none further than what the others promise allows.</summary>
public sealed class ConductorTests
{
    private const long DelayNs = Player.DelayNs;

    // Expect two blocks that send a ball to and fro to see it arrive in the order of time, and the run to end when it lies.
    [Fact]
    public void What_crosses_over_arrives_in_time()
    {
        var left = new Player(0, peer: 1, hits: 5) { StartsNs = 100 };
        var right = new Player(1, peer: 0, hits: 4);
        var conductor = new Conductor([left, right], DelayNs);

        Assert.True(conductor.Run());

        Assert.Equal([100, 120, 140, 160, 180], left.AtNs);
        Assert.Equal([110, 130, 150, 170, 190], right.AtNs);
        Assert.Equal(9, conductor.Crossed);
        Assert.Equal(10, conductor.Deliveries);
    }

    // Expect a block never to be let further than the promises of the others, with what is under way to them, and one delay.
    [Fact]
    public void No_block_overtakes_what_others_may_send()
    {
        var left = new Player(0, peer: 1, hits: 3) { StartsNs = 100 };
        var right = new Player(1, peer: 2, hits: 3) { StartsNs = 40 };
        var last = new Player(2, peer: 0, hits: 3) { StartsNs = 1_000_000 };

        Assert.True(new Conductor([left, right, last], DelayNs).Run());

        Assert.Equal([60, 90, 100, 120], left.AtNs);
        Assert.Equal([40, 70, 100, 110], right.AtNs);
        Assert.Equal([50, 80, 110, 1_000_000], last.AtNs);
    }

    // Expect nothing to be pending to end the run before any window, and each window to count under what bound it.
    [Fact]
    public void Windows_count_by_what_bound_them()
    {
        var busy = new Player(0, peer: 1, hits: 1) { StartsNs = 100 };
        var conductor = new Conductor([busy, new Player(1, peer: 0, hits: 0)], DelayNs);

        Assert.True(conductor.Run());

        // The first, where nobody has said anything yet; the one in which the ball is hit; and that in which it arrives.
        Assert.Equal(3, conductor.Horizons.All);
        Assert.Equal(1, conductor.Horizons[PromiseKind.NextDelivery]);
        Assert.Equal(1, conductor.Horizons[PromiseKind.OwnWork]);
        Assert.Equal(1, conductor.Horizons[PromiseKind.MessageUnderWay]);
    }

    // One has promised nothing beyond its next message, the other has: only the first goes alone to where the other may speak.
    // Expect whoever has foreseen more to go no farther than the others may, or they would take turns instead of going side by side.
    [Theory]
    [InlineData(PromiseKind.NextDelivery, 900)]
    [InlineData(PromiseKind.MessageUnderWay, 900)]
    [InlineData(PromiseKind.OwnWork, 110)]
    [InlineData(PromiseKind.LateInit, 110)]
    public void Blocks_that_have_foreseen_something_go_side_by_side(PromiseKind kind, long horizonNs)
    {
        long[] horizonsNs = new long[2];

        var smallest = Horizons.Set([new Promise(100, kind), new Promise(890, PromiseKind.OwnWork)], DelayNs, horizonsNs);

        Assert.Equal(100, smallest.AtNs);
        Assert.Equal([horizonNs, 110], horizonsNs);
    }

    // Expect a block that is left alone to go on as long as it has something to do.
    [Fact]
    public void A_block_that_nobody_can_disturb_goes_to_its_end()
    {
        long[] horizonsNs = new long[2];

        Horizons.Set([new Promise(100, PromiseKind.OwnWork), Promise.Never], DelayNs, horizonsNs);

        Assert.Equal([long.MaxValue, 110], horizonsNs);
    }

    // Expect a note to reach everybody but who wrote it, in the window after, and to hold up nobody.
    [Fact]
    public void A_note_to_everybody_reaches_all_others()
    {
        Player[] players = [new(0, peer: 1, hits: 1) { StartsNs = 100, NotesNs = 100 }, new(1, peer: 0, hits: 0), new(2, peer: 0, hits: 0)];
        var conductor = new Conductor(players, DelayNs);

        Assert.True(conductor.Run());

        Assert.Equal([0, 1, 1], players.Select(player => player.Notes));
    }

    // Expect the run to end, and to say that it is not over, when a block finds going on pointless.
    [Fact]
    public void A_block_that_gives_up_ends_the_run()
    {
        var tired = new Player(0, peer: 1, hits: 1_000_000) { StartsNs = 100, TiresAfter = 10 };
        var conductor = new Conductor([tired, new Player(1, peer: 0, hits: 1_000_000)], DelayNs);

        Assert.False(conductor.Run());
        Assert.InRange(conductor.Deliveries, 10, 21);
    }

    // Expect what a block throws to come out of the run.
    [Fact]
    public void A_fault_comes_out()
    {
        var faulty = new Player(0, peer: 7, hits: 1) { StartsNs = 1 };

        var fault = Assert.Throws<InvalidOperationException>(() => new Conductor([faulty, new Player(1, 0, 1)], DelayNs).Run());

        Assert.Equal("No lane has an actor 7.", fault.Message);
    }
}
