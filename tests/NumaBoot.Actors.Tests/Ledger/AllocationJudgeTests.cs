using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>
/// Whether an allocation that failed, or left its node, had to. CPU 0 of node 0 tries the zone of its own node, then that
/// of node 1, at the low mark, and then both again at the min mark.
/// </summary>
public sealed class AllocationJudgeTests : OneAllocation
{
    //   |== free ==|------ 24 deferred ------|
    // Expect a failure after such a refusal to be called needless, and a remote page too, with what the zone had.
    [Theory]
    [InlineData(false, Invariant.NoNeedlessFailure, "an allocation failed")]
    [InlineData(true, Invariant.NoNeedlessRemote, "an allocation left its node")]
    public void A_refusal_while_pages_are_deferred_was_wrong(bool isServed, Invariant invariant, string what)
    {
        TakeAll(Pages(0, 8));
        Refuse(Zone, order: 3);
        End(isServed ? Zone1 : null);

        AssertBroken(invariant, $"{what}: zone 0:Normal refused order 3 while 0 of its pages were free, 24 not initialised and 0 under way ({Request(1)})");
        Assert.Equal(PfnRange.Of(8, 8), Ledger.Violations[0].Frames);
    }

    // Expect an allocation that went elsewhere in part, and failed for the rest, to break both for the same refusal.
    [Fact]
    public void A_wrong_refusal_counts_for_the_part_that_left_and_for_the_rest_that_failed()
    {
        Refuse(Zone);
        Refuse(Zone1, given: 3);
        End(Zone1, left: 2);
        End(null, left: 2);

        Assert.Equal([Invariant.NoNeedlessFailure, Invariant.NoNeedlessRemote], Ledger.Violations.Select(violation => violation.Invariant));
    }

    //   node 1 is all built, one page of it is free
    // Expect a refusal by a zone that had a block to be wrong, and right where the marks would not let it go.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_refusal_by_a_zone_that_had_a_block_was_wrong(long low, bool isWrong)
    {
        Exhaust();
        Ledger.GivenBack(Zone1, 0, Pages(63, 1));
        Ledger.MarksSet(Zone1, new ZoneWatermarks(low, low, low), [0, 0, 0, 0, 0], PageListSize.Boot);

        RefuseAll();
        End(null);

        Assert.Equal(isWrong, !Ledger.Violations.IsEmpty);
        Assert.All(Ledger.Violations, violation => Assert.Equal((Invariant.NoNeedlessFailure, PfnRange.Of(63, 1)), (violation.Invariant, violation.Frames)));
    }

    //   0          8    12    16         24         32
    //   |== free ==|free|under|x  free   |x  free   |     x is held; a block of order 3 would begin at 8
    //                    way
    // Expect a block that is free in part, and under way for the rest, to be one to come.
    [Fact]
    public void A_block_that_is_free_in_part_is_to_come()
    {
        Take(0);
        Ledger.Initialised(Zone, Pages(8, 24), PageBuilder.Growth);
        Ledger.Freed(Zone, [PfnRange.Of(8, 4), PfnRange.Of(16, 16)]);
        Take(16);
        Take(24);

        Refuse(Zone, order: 3);
        End(null);

        var violation = Assert.Single(Ledger.Violations);
        Assert.Equal((Invariant.NoNeedlessFailure, PfnRange.Of(8, 8)), (violation.Invariant, violation.Frames));
    }

    //   node 0: all built, one page is held for something reclaimable, and seven are free around it; node 1: all held
    // Expect a refusal to be right where these are left alone, and wrong where they are not.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_refusal_that_leaves_small_blocks_of_other_types_alone_was_right(bool noFragment, bool isWrong)
    {
        LeaveSmallBlocks();

        Refuse(Zone, noFragment: noFragment);
        End(Zone1);

        Assert.Equal(isWrong, Ledger.Violations.Any(violation => violation.Detail.StartsWith("an allocation left its node: zone 0:Normal refused", StringComparison.Ordinal)));
    }

    // Expect an allocation that never asked for these, too, to have left its node without need, and to have failed so.
    [Theory]
    [InlineData(true, Invariant.NoNeedlessRemote, "an allocation of cpu 0 left its node although zone 0:Normal had not refused it at the low mark")]
    [InlineData(false, Invariant.NoNeedlessFailure, "an allocation of cpu 0 failed although zone 0:Normal had not refused it at the low mark")]
    public void A_pass_that_leaves_small_blocks_alone_is_not_enough(bool isServed, Invariant invariant, string detail)
    {
        LeaveSmallBlocks();
        Refuse(Zone, noFragment: true);
        Refuse(Zone1, noFragment: true);

        End(isServed ? Zone1 : null);

        AssertBroken(invariant, detail);
    }

    private void LeaveSmallBlocks()
    {
        Exhaust();
        Ledger.GivenBack(Zone, 0, Pages(0, 8));
        TakeAs(0, MigrateType.Reclaimable);
    }

    // Expect an allocation that its own node served in the end to be no harm, and to be forgotten.
    [Fact]
    public void A_wrong_refusal_that_did_no_harm_breaks_nothing()
    {
        Refuse(Zone);
        End(Zone);
        Exhaust();
        RefuseAll();
        End(null);

        AssertHolds();
    }

    //   |x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|      all built, one page of each block of two is held
    // Expect the refusal of order 1 to be right where nothing is left to come, and of a zone that is all built.
    [Fact]
    public void A_refusal_by_a_zone_that_has_nothing_to_come_was_right()
    {
        Exhaust();
        for (long pfn = 1; pfn < 32; pfn += 2)
        {
            Ledger.GivenBack(Zone, 0, Pages(pfn, 1));
        }

        RefuseAll(order: 1);
        End(null);

        AssertHolds();
    }

    //   0          8                          28    32
    //   |x= free ==|== built, under way ======|held |      a block of order 3 would begin at 8 and at 16, not at 24
    //
    // Expect pages under way to count as a block to come, unless a held page lies in each block.
    [Theory]
    [InlineData(new long[] { 28 }, true)]
    [InlineData(new long[] { 8, 23, 28 }, false)]
    public void Pages_under_way_give_a_block_where_nobody_holds_a_page_of_it(long[] held, bool isWrong)
    {
        Take(0);
        Ledger.Initialised(Zone, Pages(8, 24), PageBuilder.Growth);
        foreach (long pfn in held)
        {
            Ledger.Freed(Zone, Pages(pfn, 1));
            Take(pfn);
        }

        Refuse(Zone, order: 3);
        End(Zone1);

        Assert.Equal(isWrong, Ledger.Violations.Any(violation => violation.Invariant == Invariant.NoNeedlessRemote));
    }

    //   0          8    12         16         24         32
    //   |== held ==|keep|-- def. --|.......x..|x.........|      x is held; [12, 20) holds no such page and is no block
    //
    // Expect a run that is long enough, and does not lie where a block can begin, to give none.
    [Fact]
    public void A_block_to_come_begins_where_a_block_can()
    {
        var plan = SmallMachine.Of().Reserving(PfnRange.Of(8, 4)).Plan(InitPolicies.SingleWriter);
        var ledger = new BootLedger(plan);
        Fill(ledger, Pages(0, 8));
        Fill(ledger, Pages(16, 16));
        foreach (var free in new[] { PfnRange.Of(16, 7), PfnRange.Of(25, 7) })
        {
            ledger.GivenBack(Zone, 0, [free]);
        }

        ledger.Requested(Request(1));
        ledger.Refused(Request(1), Zone, Want(3), 0);
        ledger.Answered(Request(1));
        ledger.AllocationEnded(new AllocationEnd(ActorAddress.Cpu(0, 0), 0, ZoneKind.Normal, WatermarkCheck.Low, new ZoneRef(9, ZoneKind.Normal), 0));

        Assert.Empty(ledger.Violations);
    }

    //   cpu 0  asks zone 0 low, min: refused                   zone 1 is never asked
    //
    // Expect a CPU that gives up without having left its node to be named.
    [Fact]
    public void A_failure_without_a_look_at_other_nodes_was_needless()
    {
        Exhaust();
        Refuse(Zone);
        Refuse(Zone, check: WatermarkCheck.Min);

        End(null);

        AssertBroken(Invariant.NoNeedlessFailure, "an allocation of cpu 0 failed although zone 1:Normal had not refused it at the low mark");
    }

    //   cpu 0  asks zone 0 low, zone 1 low: refused            and gives up
    //
    // Expect a CPU that gives up without the second pass to be named; an atomic request's pass is one, too.
    [Theory]
    [InlineData(null, "0:Normal")]
    [InlineData(WatermarkCheck.Min, null)]
    [InlineData(WatermarkCheck.MinAtomic, null)]
    public void A_failure_without_the_slow_path_was_needless(WatermarkCheck? slowPath, string? unasked)
    {
        Exhaust();
        Refuse(Zone);
        Refuse(Zone1);
        if (slowPath is { } check)
        {
            Refuse(Zone, check: check);
            Refuse(Zone1, check: check);
        }

        End(null);

        Assert.Equal(
            unasked is null ? null : $"an allocation of cpu 0 failed although zone {unasked} had not refused it at the min mark",
            Ledger.Violations.SingleOrDefault()?.Detail);
    }

    // Expect a CPU that asks nobody at all, and fails or leaves its node, to be named.
    [Theory]
    [InlineData(false, Invariant.NoNeedlessFailure)]
    [InlineData(true, Invariant.NoNeedlessRemote)]
    public void Whoever_asked_nobody_was_refused_by_nobody(bool isServed, Invariant broken)
    {
        End(isServed ? Zone1 : null);

        Assert.Equal(broken, Assert.Single(Ledger.Violations).Invariant);
    }

    // Expect the second pass to begin at home again: what was refused at the low mark may be had at the min mark.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_page_of_another_node_in_the_slow_path_needs_a_refusal_there(bool isAsked)
    {
        Exhaust();
        Refuse(Zone);
        Refuse(Zone1);
        if (isAsked)
        {
            Refuse(Zone, check: WatermarkCheck.Min);
        }

        End(Zone1, WatermarkCheck.Min);

        Assert.Equal(!isAsked, !Ledger.Violations.IsEmpty);
    }

    // Expect refusals of the whole to count for the rest of a counted request that was served in part at home.
    [Fact]
    public void The_rest_of_a_counted_request_was_refused_with_the_whole()
    {
        Exhaust();
        Refuse(Zone);
        Refuse(Zone1);
        Refuse(Zone, check: WatermarkCheck.Min, given: 2);
        End(Zone, WatermarkCheck.Min, left: 3);
        Refuse(Zone1, check: WatermarkCheck.Min);

        End(null);

        AssertHolds();
    }

    // Expect refusals not to count for another allocation, nor for a block that comes after one from the list.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Another_block_is_refused_anew(long left)
    {
        Exhaust();
        RefuseAll();
        Ledger.Answered(AskForPages());
        End(Zone, left: left);

        End(null);

        Assert.Equal(Invariant.NoNeedlessFailure, Assert.Single(Ledger.Violations).Invariant);
    }
}
