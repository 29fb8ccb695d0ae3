using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Whether requests are answered, once, and whether what was refused was rightly refused.</summary>
public sealed class AllocationJudgeTests : OneLedger
{
    // Expect a request with one answer to break nothing.
    [Fact]
    public void A_request_with_one_answer_breaks_nothing()
    {
        Ledger.Requested(Request(1));
        Ledger.Answered(Request(1));
        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertHolds();
    }

    // Expect the second answer to be named.
    [Fact]
    public void An_answer_that_comes_twice_is_named()
    {
        Ledger.Requested(Request(1));
        Ledger.Answered(Request(1));
        Ledger.Answered(Request(1));

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was answered twice");
    }

    // Expect the request that nobody can answer any more to be named, the lowest first.
    [Fact]
    public void A_request_without_an_answer_is_named_when_all_is_quiet()
    {
        Ledger.Requested(Request(2));
        Ledger.Requested(Request(1));
        AssertHolds();

        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was never answered");
    }

    // Expect two requests of one id to be named.
    [Fact]
    public void An_id_that_is_used_twice_is_named()
    {
        Ledger.Requested(Request(1));
        Ledger.Requested(Request(1));

        AssertBroken(Invariant.AnsweredOnce, $"the id of request {Request(1)} was used twice");
    }

    //   |== free ==|------ 24 deferred ------|
    // Expect a failure after such a refusal to be called needless, and a remote page too, with what the zone had.
    [Theory]
    [InlineData(false, false, Invariant.NoNeedlessFailure, "an allocation failed")]
    [InlineData(true, true, Invariant.NoNeedlessRemote, "an allocation left its node")]
    public void A_refusal_while_pages_are_deferred_was_wrong(bool served, bool remote, Invariant invariant, string what)
    {
        Ledger.Refused(Request(1), Zone, hadBlock: false, order: 3);
        Ledger.AllocationEnded([Request(1)], served, remote);

        AssertBroken(invariant, $"{what}: zone 0:Normal refused order 3 while 8 of its pages were free, 24 not initialised and 0 under way ({Request(1)})");
    }

    // Expect a refusal by a zone that had a block to be wrong, whatever is deferred.
    [Fact]
    public void A_refusal_by_a_zone_that_had_a_block_was_wrong()
    {
        Ledger.Refused(Request(1), new ZoneRef(1, ZoneKind.Normal), hadBlock: true, order: 0);
        Ledger.AllocationEnded([Request(1)], served: false, remote: false);

        Assert.Equal(Invariant.NoNeedlessFailure, Assert.Single(Ledger.Violations).Invariant);
    }

    // Expect an allocation that its own node served in the end to be no harm.
    [Fact]
    public void A_wrong_refusal_that_did_no_harm_breaks_nothing()
    {
        Ledger.Refused(Request(1), Zone, hadBlock: true, order: 0);
        Ledger.AllocationEnded([Request(1)], served: true, remote: false);

        AssertHolds();
    }

    //   |== free ==|== built, one page of each block of two is held ==|
    //   |..........|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|x.|
    // Expect the refusal of order 1 to be right where nothing is left to come, and of a zone that is all built.
    [Fact]
    public void A_refusal_by_a_zone_that_has_nothing_to_come_was_right()
    {
        Ledger.Initialised(Zone, Pages(8, 24));
        Ledger.Freed(Zone, Pages(8, 24));
        for (long pfn = 0; pfn < 32; pfn += 2)
        {
            Take(pfn);
        }

        Ledger.Refused(Request(1), Zone, hadBlock: false, order: 1);
        Ledger.AllocationEnded([Request(1)], served: false, remote: false);

        AssertHolds();
    }

    //   0          8                          28    32
    //   |== free ==|== built, under way ======|held |      a block of order 3 would begin at 8 and at 16, not at 24
    //
    // Expect pages under way to count as a block to come, unless a held page lies in each block.
    [Theory]
    [InlineData(new long[] { 28 }, true)]
    [InlineData(new long[] { 8, 23, 28 }, false)]
    public void Pages_under_way_give_a_block_where_nobody_holds_a_page_of_it(long[] held, bool isWrong)
    {
        Ledger.Initialised(Zone, Pages(8, 24));
        foreach (long pfn in held)
        {
            Ledger.Freed(Zone, Pages(pfn, 1));
            Take(pfn);
        }

        Ledger.Refused(Request(1), Zone, hadBlock: false, order: 3);
        Ledger.AllocationEnded([Request(1)], served: false, remote: false);

        Assert.Equal(isWrong, Ledger.Violations.Any(violation => violation.Invariant == Invariant.NoNeedlessFailure));
    }
}
