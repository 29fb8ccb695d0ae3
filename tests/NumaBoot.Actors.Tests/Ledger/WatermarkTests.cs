using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>On what ground a zone may give pages away.</summary>
public sealed class WatermarkTests : OneLedger
{
    // Expect a taking that the check let pass to be right, one that it forbade to be named, also for a refill.
    [Theory]
    [InlineData(TakeGround.Checked, 1, false)]
    [InlineData(TakeGround.Checked, 0, true)]
    [InlineData(TakeGround.Refill, 1, false)]
    [InlineData(TakeGround.Refill, 0, true)]
    public void A_taking_below_the_watermark_is_named(TakeGround ground, long allowed, bool isBroken)
    {
        Take(4, ground, allowed);

        if (isBroken)
        {
            AssertBroken(Invariant.WatermarkRespected, "zone 0:Normal gave cpu 0 1 blocks of order 0 where the check let 0 pass");
        }
        else
        {
            AssertHolds();
        }
    }

    // Expect four pages to be one too many where the check let three pass; one check is enough for a refill of four.
    [Theory]
    [InlineData(TakeGround.Checked, true)]
    [InlineData(TakeGround.Refill, false)]
    public void A_counted_request_is_checked_block_by_block_and_a_refill_once(TakeGround ground, bool isBroken)
    {
        Ledger.Taken(new Taking(Zone, 0, Pages(4, 4), 0, 4, ground, 3));

        Assert.Equal(isBroken, Ledger.Violations.Any(violation => violation.Invariant == Invariant.WatermarkRespected));
    }

    // Expect one taking without a check for one yes: a second needs another.
    [Fact]
    public void A_growth_is_ground_for_one_taking()
    {
        TakeGrown(4, Request(1));
        AssertHolds();

        TakeUnchecked(5, Request(1));

        AssertUnfounded();
    }

    // Expect a no to be no ground.
    [Fact]
    public void A_growth_that_was_refused_is_no_ground()
    {
        TakeGrown(4, Request(1), grew: false);

        AssertUnfounded();
    }

    // Expect somebody else's yes to be no ground.
    [Fact]
    public void A_growth_for_another_is_no_ground()
    {
        Ledger.Requested(Request(1));
        Ledger.GrowthAnswered(Request(1), grew: true);
        Ledger.Answered(Request(1));

        TakeUnchecked(4, Request(2));

        AssertUnfounded();
    }

    private void AssertUnfounded() => AssertBroken(
        Invariant.WatermarkRespected,
        "zone 0:Normal gave cpu 0 1 blocks of order 0 without a check, and no growth for it had succeeded");
}
