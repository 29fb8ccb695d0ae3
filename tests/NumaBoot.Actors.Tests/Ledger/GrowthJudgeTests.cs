using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Who grows and when, and whether the frontier tells the truth.</summary>
public sealed class GrowthJudgeTests : OneLedger
{
    //   |== free ==|== grown =|-- deferred --|
    //                         ^ 16
    // Expect a growth for somebody who could not be served, and a frontier behind what it built, to break nothing.
    [Fact]
    public void An_honest_growth_breaks_nothing()
    {
        Take(0);
        Ledger.GrowthStarted(Zone, Ask(1), Want(3));
        Grow(8, 16);

        AssertHolds();
    }

    // Expect a zone below the last one to be named.
    [Fact]
    public void Only_the_last_zone_grows()
    {
        Ledger.GrowthStarted(new ZoneRef(0, ZoneKind.Dma32), Ask(1), Want(3));

        AssertBroken(Invariant.LastZoneGrows, "zone 0:DMA32 grows and is not the last of its node");
    }

    // Expect a growth on a node that has acknowledged to be named, and none on one that has not.
    [Fact]
    public void Nothing_grows_after_the_acknowledgement()
    {
        Take(0);
        Ledger.DisableAcknowledged(1);
        Ledger.GrowthStarted(Zone, Ask(1), Want(3));
        AssertHolds();

        Ledger.DisableAcknowledged(0);
        Ledger.GrowthStarted(Zone, Ask(2), Want(3));

        AssertBroken(Invariant.NoGrowthAfterDisable, $"zone 0:Normal grows for {Ask(2)} after its node acknowledged the disable");
        Assert.Equal(PfnRange.Of(8, 8), Ledger.Violations[0].Frames);
    }

    //   0          8
    //   |== free ==|-- deferred --|       marks: min 2, low 4        reserve 3 for whoever could use Movable
    //
    // Expect the books to know better than any zone whether it could serve, and by which block; and what is asked for to
    // decide: the mark of the pass, the reserve, the order.
    [Theory]
    [InlineData(0, WatermarkCheck.Low, ZoneKind.Normal, true)]
    [InlineData(2, WatermarkCheck.Low, ZoneKind.Normal, true)]
    [InlineData(3, WatermarkCheck.Low, ZoneKind.Normal, false)]
    [InlineData(2, WatermarkCheck.Low, ZoneKind.Movable, false)]
    [InlineData(2, WatermarkCheck.MinAtomic, ZoneKind.Movable, true)]
    [InlineData(4, WatermarkCheck.MinAtomic, ZoneKind.Normal, false)]
    public void A_growth_that_nobody_needs_is_named(int order, WatermarkCheck check, ZoneKind highest, bool isBroken)
    {
        Ledger.MarksSet(Zone, new ZoneWatermarks(2, 4, 6), [0, 0, 0, 3, 3], PageListSize.Boot);

        Ledger.GrowthStarted(Zone, Ask(1), new Demand(order, TakeMode.Counted, check, highest));

        if (isBroken)
        {
            AssertBroken(Invariant.NoExcessGrowth, $"zone 0:Normal grows for {Ask(1)} although it can serve it");
            Assert.Equal(PfnRange.Of(0, 1L << order), Ledger.Violations[0].Frames);
        }
        else
        {
            AssertHolds();
        }
    }

    //   0 1 2 3 4 5 6 7
    //   |x|.|.|.|.|x|.|.|       x is held
    //
    // Expect a zone whose pages pass the count and make no aligned block of four to be in need.
    [Fact]
    public void A_growth_for_want_of_a_block_is_needed()
    {
        Take(0);
        Take(5);

        Ledger.GrowthStarted(Zone, Ask(1), Want(2));
        AssertHolds();
        Ledger.GrowthStarted(Zone, Ask(2), Want(1));

        Assert.Equal(PfnRange.Of(2, 2), Assert.Single(Ledger.Violations).Frames);
    }

    //   0 1       8
    //   |R| free  |-- deferred --|       what is free was taken over by something reclaimable
    //
    // Expect a growth for an unmovable page that is not to break it up to be needed, and one that may, or is reclaimable,
    // not to be.
    [Theory]
    [InlineData(MigrateType.Unmovable, true, false)]
    [InlineData(MigrateType.Unmovable, false, true)]
    [InlineData(MigrateType.Reclaimable, true, true)]
    [InlineData(MigrateType.Movable, true, false)]
    public void A_growth_while_other_types_have_small_blocks_is_needed(MigrateType type, bool noFragment, bool isExcess)
    {
        TakeAs(0, MigrateType.Reclaimable, noFragment: true);

        Ledger.GrowthStarted(Zone, Ask(1), Want(0) with { Type = type, NoFragment = noFragment });

        Assert.Equal(isExcess ? [Invariant.NoExcessGrowth] : [], Ledger.Violations.Select(violation => violation.Invariant));
    }

    // Expect a growth to be in excess while a whole pageblock is free, of whatever type.
    [Fact]
    public void A_growth_while_a_pageblock_is_free_is_not_needed()
    {
        Ledger.GrowthStarted(Zone, Ask(1), Want(0) with { NoFragment = true });

        Assert.Equal(PfnRange.Of(0, 8), Assert.Single(Ledger.Violations).Frames);
    }

    //   |== free ==|== grown =|== grown =|
    //              ^ back from 24
    // Expect the step back to be named, and that it is untrue: 16 pages at or above it are built.
    [Fact]
    public void A_frontier_that_moves_back_is_named()
    {
        Grow(8, 16);
        Grow(16, 24);
        Ledger.FrontierMoved(Zone, 24, 8);

        Assert.Equal([Invariant.FrontierForward, Invariant.FrontierTrue], Ledger.Violations.Select(violation => violation.Invariant));
        Assert.Equal("the frontier of node 0 moved back from 24 to 8", Ledger.Violations[0].Detail);
        Assert.Equal(PfnRange.Of(8, 16), Ledger.Violations[0].Frames);
    }

    //   |== free ==|== grown =|-- missed --|
    //                                      ^ 24
    // Expect the pages that the frontier has passed unbuilt to be counted.
    [Fact]
    public void A_frontier_that_passes_pages_is_named()
    {
        Grow(8, 24);

        AssertBroken(Invariant.FrontierTrue, "8 free pages below the frontier 24 of node 0 are not built");
    }

    // Expect a built page above the frontier to be counted.
    [Fact]
    public void A_page_that_is_built_above_the_frontier_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 16), PageBuilder.Growth);
        Ledger.FrontierMoved(Zone, 8, 16);

        AssertBroken(Invariant.FrontierTrue, "8 pages at or above the frontier 16 of node 0 are built");
    }

    // Expect a frontier in the middle of a section that is free throughout to be named.
    [Fact]
    public void A_frontier_on_no_boundary_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 4), PageBuilder.Growth);
        Ledger.FrontierMoved(Zone, 8, 12);

        AssertBroken(Invariant.FrontierTrue, "the frontier 12 of node 0 lies on no boundary");
    }

    // Expect a frontier behind the node's last page to be named.
    [Fact]
    public void A_frontier_beyond_the_node_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 24), PageBuilder.Growth);
        Ledger.FrontierMoved(Zone, 8, 40);

        AssertBroken(Invariant.FrontierTrue, "the frontier of node 0 is 40, beyond the node's end at 32");
    }

    //   |== free ==|-- deferred --|
    //              ^ the node has acknowledged, and nobody announces a growth
    // Expect pages that a growth builds all the same to be named; the other node has not acknowledged.
    [Fact]
    public void Pages_that_grow_after_the_acknowledgement_are_named()
    {
        Ledger.DisableAcknowledged(0);
        Ledger.Initialised(new ZoneRef(1, ZoneKind.Normal), Pages(40, 8), PageBuilder.Growth);
        AssertHolds();

        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.Growth);

        AssertBroken(Invariant.NoGrowthAfterDisable, $"zone 0:Normal was grown by pages {PfnRange.Of(8, 8)} after its node acknowledged the disable");
        Assert.Equal(PfnRange.Of(8, 8), Ledger.Violations[0].Frames);
    }

    // Expect an init job that builds what it has not claimed to be named, and where nobody has acknowledged, for that too.
    [Fact]
    public void Pages_of_an_init_job_without_a_claim_are_named()
    {
        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.InitJob);

        Assert.Equal(
            [
                (Invariant.FrontierTrue, $"an init job that has claimed nothing built pages {PfnRange.Of(8, 8)} of zone 0:Normal"),
                (Invariant.FanOutAfterAcknowledge, "late init of node 0 builds pages after 0 of 2 acknowledgements"),
            ],
            Ledger.Violations.Select(violation => (violation.Invariant, violation.Detail)));
    }

    // Expect an init job that has claimed to build in peace.
    [Fact]
    public void Pages_of_an_init_job_with_a_claim_are_right()
    {
        Ledger.DisableAcknowledged(0);
        Ledger.DisableAcknowledged(1);
        Ledger.RestClaimed(0);

        Ledger.Initialised(Zone, Pages(8, 24), PageBuilder.InitJob);

        AssertHolds();
    }

    // Expect an early memory map that goes on behind its own frontier to be named.
    [Fact]
    public void An_early_map_that_passes_its_frontier_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.EarlyMap);

        AssertBroken(Invariant.FrontierTrue, $"the early memory map built pages {PfnRange.Of(8, 8)} of zone 0:Normal, beyond the frontier 8");
    }

    //   |== free ==|-------- 24 deferred --------|
    //                                              ^ none
    // Expect a growth that leaves nothing to grow, and pages unbuilt, to be named.
    [Fact]
    public void A_frontier_that_is_none_while_pages_are_unbuilt_is_named()
    {
        Ledger.FrontierMoved(Zone, 8, Frontier.None);

        var violation = Assert.Single(Ledger.Violations);
        Assert.Equal((Invariant.FrontierTrue, PfnRange.Of(8, 24)), (violation.Invariant, violation.Frames));
        Assert.StartsWith("24 free pages below the frontier", violation.Detail, StringComparison.Ordinal);
    }

    // Expect pages that move on another node not to help who is told to try again here, and those of this zone to.
    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void Only_pages_of_the_zone_that_is_asked_are_a_change(int nid, bool isFutile)
    {
        TryAgain(1008);
        Ledger.Freed(new ZoneRef(nid, ZoneKind.Normal), Pages(8 + (nid * 32), 8));

        TryAgain(1);

        Assert.Equal(isFutile, Ledger.IsFutile);
    }

    // Expect a thousand answers without effect to be borne, besides two for each of the four CPUs, and one more to be
    // called endless; anything that moves counts anew.
    [Fact]
    public void Trying_again_for_ever_is_named()
    {
        TryAgain(1008);
        Take(4);
        TryAgain(1008);
        AssertHolds();
        Assert.False(Ledger.IsFutile);

        TryAgain(1);

        AssertBroken(Invariant.BootCompletes, "zone 0:Normal is told to try again for ever and nothing changes");
        Assert.True(Ledger.IsFutile);
    }

    //   |== free ==|== grown =|-- missed --|== grown =|
    //                                                 ^ 32
    // Expect pages to be missed that only the second growth has passed: looking on from the first is enough.
    [Fact]
    public void A_second_growth_that_passes_pages_is_named()
    {
        Grow(8, 16);
        AssertHolds();

        Grow(24, 32);

        AssertBroken(Invariant.FrontierTrue, "8 free pages below the frontier 32 of node 0 are not built");
    }

    // Expect the place of the frontier to be judged as soon as the memory map stands.
    [Theory]
    [InlineData(12, "the frontier 12 of node 0 lies on no boundary")]
    [InlineData(40, "the frontier of node 0 is 40, beyond the node's end at 32")]
    public void A_memory_map_that_stops_where_it_cannot_is_named(long frontier, string detail)
    {
        Ledger.MemoryMapBuilt(0, frontier);

        AssertBroken(Invariant.FrontierTrue, detail);
    }

    // Expect a frontier that moves although its node has acknowledged to be named, whether or not a zone said so.
    [Fact]
    public void A_frontier_that_moves_after_the_acknowledgement_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.Growth);
        Ledger.DisableAcknowledged(0);
        Ledger.FrontierMoved(Zone, 8, 16);

        AssertBroken(Invariant.NoGrowthAfterDisable, "the frontier of node 0 moved from 8 to 16 after its node acknowledged the disable");
        Assert.Equal(PfnRange.Of(8, 8), Ledger.Violations[0].Frames);
    }

    // Expect a growth that builds nothing and leaves the frontier where it was to be no change, and one that moves it to be one.
    [Theory]
    [InlineData(8, true)]
    [InlineData(16, false)]
    public void A_growth_that_moves_nothing_is_no_change(long after, bool isFutile)
    {
        TryAgain(1008);
        Ledger.FrontierMoved(Zone, 8, after);

        TryAgain(1);

        Assert.Equal(isFutile, Ledger.IsFutile);
    }

    private void TryAgain(int times)
    {
        for (int time = 0; time < times; time++)
        {
            Ledger.ToldToTryAgain(Zone);
        }
    }
}
