using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>On what ground a zone may give pages away.</summary>
public sealed class WatermarkTests : OneLedger
{
    //   0       8
    //   |= free |    marks: min 4, low 6; for an atomic request 4 / 2 - (4 / 2) / 4 = 2 stay
    //
    // Expect as many pages to be given as the mark lets pass, and one more to be named.
    [Theory]
    [InlineData(WatermarkCheck.Low, 2)]
    [InlineData(WatermarkCheck.Min, 4)]
    [InlineData(WatermarkCheck.MinAtomic, 6)]
    public void A_taking_below_the_mark_is_named(WatermarkCheck check, int most)
    {
        SetMarks(batch: 1);

        TakeAll(Pages(0, most), check: check);
        AssertHolds();
        TakeAll(Pages(most, 1), check: check);

        AssertBroken(Invariant.WatermarkRespected, "zone 0:Normal gave cpu 0 1 blocks of order 0 where the check let 0 pass");
    }

    // Expect an atomic request to leave half the min mark, less a quarter of that: of 8 pages, 8 / 2 - 8 / 2 / 4 = 3.
    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void An_atomic_request_goes_further_down(int pages, bool isBroken)
    {
        Ledger.MarksSet(Zone, new ZoneWatermarks(8, 8, 8), [0, 0, 0, 0, 0], PageListSize.Boot);

        TakeAll(Pages(0, pages), check: WatermarkCheck.MinAtomic);

        Assert.Equal(isBroken, !Ledger.Violations.IsEmpty);
    }

    // Expect a page that the zone keeps from requests which could use a higher zone to be named.
    [Theory]
    [InlineData(ZoneKind.Normal, false)]
    [InlineData(ZoneKind.Movable, true)]
    public void A_taking_of_what_is_kept_for_lower_requests_is_named(ZoneKind highest, bool isBroken)
    {
        Ledger.MarksSet(Zone, new ZoneWatermarks(0, 4, 4), [0, 0, 0, 4, 4], PageListSize.Boot);

        Ledger.Taken(new Taking(Zone, 0, Pages(0, 1), Want(0) with { HighestZone = highest }, TakeGround.Checked));

        Assert.Equal(isBroken, Ledger.Violations.Any(violation => violation.Invariant == Invariant.WatermarkRespected));
    }

    // Expect a block of four to need its own pages above the mark, all but one.
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void A_block_is_counted_with_its_pages(long low, bool isBroken)
    {
        Ledger.MarksSet(Zone, new ZoneWatermarks(0, low, low), [0, 0, 0, 0, 0], PageListSize.Boot);

        Ledger.Taken(new Taking(Zone, 0, Pages(4, 4), Want(2), TakeGround.Checked));

        Assert.Equal(isBroken, !Ledger.Violations.IsEmpty);
    }

    //   0 1 2 3 4       8
    //   |R|x|free  |free  |     page 0 was taken for something reclaimable, which took over the block of eight; x is held since
    //
    // Expect an unmovable page out of what is left of it to be named where small blocks of other types are left alone, and
    // a reclaimable one not to be.
    [Theory]
    [InlineData(MigrateType.Unmovable, true, true)]
    [InlineData(MigrateType.Unmovable, false, false)]
    [InlineData(MigrateType.Reclaimable, true, false)]
    public void A_taking_out_of_a_small_block_of_another_type_is_named(MigrateType type, bool noFragment, bool isBroken)
    {
        TakeAs(0, MigrateType.Reclaimable, noFragment: true);
        AssertHolds();

        TakeAs(1, type, noFragment);

        if (isBroken)
        {
            AssertBroken(Invariant.WatermarkRespected, "zone 0:Normal gave cpu 0 1 blocks of order 0 out of [1, 2), which of another type is smaller than a pageblock");
        }
        else
        {
            AssertHolds();
        }
    }

    // Expect what has changed its type with one taking to be of that type for the next.
    [Fact]
    public void What_was_taken_over_stays_so()
    {
        TakeAs(0, MigrateType.Reclaimable, noFragment: true);
        TakeAs(1, MigrateType.Unmovable, noFragment: false);

        TakeAs(2, MigrateType.Unmovable, noFragment: true);

        AssertHolds();
    }

    // Expect frames to be named that are no blocks of the order asked for: half of one, and one beside its place.
    [Theory]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    public void Frames_that_are_no_blocks_are_named(long start, long pages)
    {
        Ledger.Taken(new Taking(Zone, 0, Pages(start, pages), Want(2), TakeGround.Checked));

        AssertBroken(Invariant.WatermarkRespected, $"zone 0:Normal gave cpu 0 {pages / 4} blocks of order 2 in frames that are no such blocks");
    }

    //   0       8
    //   |= free |    low mark 6: two pages pass one by one; a refill is checked once and may take a batch of three
    //
    // Expect a refill to go below the mark by its batch and no further.
    [Theory]
    [InlineData(TakeMode.Refill, 3, null)]
    [InlineData(TakeMode.Refill, 4, "zone 0:Normal gave cpu 0 4 blocks of order 0 for a refill of 3")]
    [InlineData(TakeMode.Counted, 3, "zone 0:Normal gave cpu 0 3 blocks of order 0 where the check let 2 pass")]
    public void A_refill_is_checked_once_and_takes_no_more_than_a_batch(TakeMode mode, long pages, string? broken)
    {
        SetMarks(batch: 3);

        TakeAll(Pages(0, pages), mode);

        Assert.Equal(broken, Ledger.Violations.SingleOrDefault()?.Detail);
    }

    // Expect a refill that the check forbids to be named, and lists to be sized before there are marks.
    [Fact]
    public void A_refill_below_the_mark_is_named()
    {
        Ledger.PageListSized(Zone, new PageListSize(High: 8, Batch: 3));
        TakeAll(Pages(0, 3), TakeMode.Refill);
        AssertHolds();
        SetMarks(batch: 3);

        TakeAll(Pages(3, 1), TakeMode.Refill);

        AssertBroken(Invariant.WatermarkRespected, "zone 0:Normal gave cpu 0 1 blocks of order 0 where the check let 0 pass");
    }

    // Expect one taking without a check for one yes: a second needs another.
    [Fact]
    public void A_growth_is_ground_for_one_taking()
    {
        TakeGrown(4, 1);
        AssertHolds();

        TakeUnchecked(Pages(5, 1), 1);

        AssertUnfounded();
    }

    // Expect that taking to be one block, or one refill.
    [Theory]
    [InlineData(TakeMode.Counted, 1, null)]
    [InlineData(TakeMode.Counted, 2, "zone 0:Normal gave cpu 0 2 blocks of order 0 without a check, where a growth is ground for 1")]
    [InlineData(TakeMode.Refill, 3, null)]
    [InlineData(TakeMode.Refill, 4, "zone 0:Normal gave cpu 0 4 blocks of order 0 without a check, where a growth is ground for 3")]
    public void A_growth_is_ground_for_no_more_than_was_asked(TakeMode mode, long pages, string? broken)
    {
        SetMarks(batch: 3);
        HearGrown(1);

        TakeUnchecked(Pages(0, pages), 1, mode);

        Assert.Equal(broken, Ledger.Violations.SingleOrDefault()?.Detail);
    }

    // Expect a no to be no ground.
    [Fact]
    public void A_growth_that_was_refused_is_no_ground()
    {
        TakeGrown(4, 1, grew: false);

        AssertUnfounded();
    }

    // Expect somebody else's yes to be no ground.
    [Fact]
    public void A_growth_for_another_is_no_ground()
    {
        HearGrown(1);

        TakeUnchecked(Pages(4, 1), 2);

        AssertUnfounded();
    }

    // Expect the yes that the zone of the other node heard to be no ground here.
    [Fact]
    public void A_growth_of_another_zone_is_no_ground()
    {
        var other = new RequestId(ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal)), 1);
        Ledger.Requested(other);
        Ledger.GrowthAnswered(other, grew: true);
        Ledger.Answered(other);

        Ledger.Taken(new Taking(Zone, 0, Pages(4, 1), Want(0), TakeGround.Grown, other));

        AssertUnfounded();
    }

    // Expect what another zone does meanwhile to take nothing from the ground.
    [Fact]
    public void A_growth_is_ground_whatever_another_zone_does()
    {
        HearGrown(1);
        Ledger.CountedFree(new ZoneRef(1, ZoneKind.Normal), 8);

        TakeUnchecked(Pages(4, 1), 1);

        AssertHolds();
    }

    // Expect a zone that has heard a yes and then done something else to have to check again.
    [Theory]
    [InlineData("asks again")]
    [InlineData("takes")]
    [InlineData("gets pages back")]
    [InlineData("reports")]
    [InlineData("is given its marks")]
    public void A_growth_is_no_ground_once_the_zone_went_on(string does)
    {
        Take(0);
        HearGrown(1);
        switch (does)
        {
            case "asks again":
                Ledger.Requested(Ask(2));
                break;
            case "takes":
                Take(2);
                break;
            case "gets pages back":
                Ledger.GivenBack(Zone, 0, Pages(0, 1));
                break;
            case "reports":
                Ledger.CountedFree(Zone, 7);
                break;
            default:
                Ledger.PageListSized(Zone, PageListSize.Boot);
                break;
        }

        TakeUnchecked(Pages(4, 1), 1);

        AssertUnfounded();
    }

    private void SetMarks(long batch) =>
        Ledger.MarksSet(Zone, new ZoneWatermarks(4, 6, 8), [0, 0, 0, 0, 0], new PageListSize(High: 8, batch));

    private void AssertUnfounded() => AssertBroken(
        Invariant.WatermarkRespected,
        "zone 0:Normal gave cpu 0 1 blocks of order 0 without a check, and no growth for it had succeeded");
}
