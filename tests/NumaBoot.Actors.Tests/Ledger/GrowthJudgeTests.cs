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
        Ledger.GrowthStarted(Zone, Request(1), couldServe: false);
        Grow(8, 16);

        AssertHolds();
    }

    // Expect a zone below the last one to be named.
    [Fact]
    public void Only_the_last_zone_grows()
    {
        Ledger.GrowthStarted(new ZoneRef(0, ZoneKind.Dma32), Request(1), couldServe: false);

        AssertBroken(Invariant.LastZoneGrows, "zone 0:DMA32 grows and is not the last of its node");
    }

    // Expect a growth on a node that has acknowledged to be named, and none on one that has not.
    [Fact]
    public void Nothing_grows_after_the_acknowledgement()
    {
        Ledger.DisableAcknowledged(1);
        Ledger.GrowthStarted(Zone, Request(1), couldServe: false);
        AssertHolds();

        Ledger.DisableAcknowledged(0);
        Ledger.GrowthStarted(Zone, Request(2), couldServe: false);

        AssertBroken(Invariant.NoGrowthAfterDisable, $"zone 0:Normal grows for {Request(2)} after its node acknowledged the disable");
    }

    // Expect a growth for somebody whom the zone could serve to be named.
    [Fact]
    public void A_growth_that_nobody_needs_is_named()
    {
        Ledger.GrowthStarted(Zone, Request(1), couldServe: true);

        AssertBroken(Invariant.NoExcessGrowth, $"zone 0:Normal grows for {Request(1)} although it can serve it");
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
        Ledger.Initialised(Zone, Pages(8, 16));
        Ledger.FrontierMoved(Zone, 8, 16);

        AssertBroken(Invariant.FrontierTrue, "8 pages at or above the frontier 16 of node 0 are built");
    }

    // Expect a frontier in the middle of a section that is free throughout to be named.
    [Fact]
    public void A_frontier_on_no_boundary_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 4));
        Ledger.FrontierMoved(Zone, 8, 12);

        AssertBroken(Invariant.FrontierTrue, "the frontier 12 of node 0 lies on no boundary");
    }

    // Expect a frontier behind the node's last page to be named.
    [Fact]
    public void A_frontier_beyond_the_node_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 24));
        Ledger.FrontierMoved(Zone, 8, 40);

        AssertBroken(Invariant.FrontierTrue, "the frontier of node 0 is 40, beyond the node's end at 32");
    }

    // Expect CPU 3 to be let wait for CPU 4, and not for itself.
    [Fact]
    public void A_cpu_that_waits_for_itself_is_named()
    {
        Ledger.WaitsForWriter(3, 4);
        AssertHolds();

        Ledger.WaitsForWriter(3, 3);

        AssertBroken(Invariant.NoSelfWait, "cpu 3 waits for the writer that it holds itself");
    }

    // Expect a thousand answers without effect to be borne, and one more to be called endless; anything that moves
    // counts anew.
    [Fact]
    public void Trying_again_for_ever_is_named()
    {
        TryAgain(1000);
        Take(4);
        TryAgain(1000);
        AssertHolds();
        Assert.False(Ledger.IsFutile);

        TryAgain(1);

        AssertBroken(Invariant.BootCompletes, "zone 0:Normal is told to try again for ever and nothing changes");
        Assert.True(Ledger.IsFutile);
    }

    private void TryAgain(int times)
    {
        for (int time = 0; time < times; time++)
        {
            Ledger.ToldToTryAgain(Zone, Request(time));
        }
    }
}
