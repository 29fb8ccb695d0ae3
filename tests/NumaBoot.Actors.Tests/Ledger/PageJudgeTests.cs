using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Where every page is.</summary>
public sealed class PageJudgeTests : OneLedger
{
    //   |== free ==|== grown =|-- deferred --
    // Expect a section that is built, freed, taken and given back to break nothing.
    [Fact]
    public void An_honest_life_of_pages_breaks_nothing()
    {
        Grow(8, 16);
        Take(8);
        TakeGrown(9, 1);
        Ledger.GivenBack(Zone, 0, Pages(8, 1));
        Ledger.CountedFree(Zone, 15);
        Ledger.CountedManaged(Zone, 16);
        Ledger.CountedDeferred(0, 16);

        AssertHolds();
    }

    //   |== free ==|== built =|
    //          |== again ==|
    // Expect the pages that both have in common to be named.
    [Fact]
    public void Pages_that_are_initialised_twice_are_named()
    {
        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.Growth);
        Ledger.Initialised(Zone, Pages(12, 8), PageBuilder.Growth);

        AssertBroken(Invariant.PageInitialisedOnce, $"pages {PfnRange.Of(12, 4)} of zone 0:Normal were initialised twice");
    }

    // Expect pages behind the node, which memblock does not have there, to be named.
    [Fact]
    public void Pages_that_are_not_to_be_initialised_are_named()
    {
        Ledger.Initialised(Zone, Pages(28, 8), PageBuilder.Growth);

        AssertBroken(Invariant.PageInitialisedOnce, $"pages {PfnRange.Of(28, 8)} of zone 0:Normal were initialised although memblock keeps some of them");
    }

    // Expect 24 of the 32 pages of each node to be missed when the machine is said to be up.
    [Fact]
    public void Pages_that_were_never_initialised_are_missed_at_the_end()
    {
        Ledger.NodeDone(0);
        Ledger.NodeDone(1);
        Ledger.BootEnded(booted: true);

        AssertBroken(Invariant.PageInitialisedOnce, "24 pages of zone 0:Normal were never initialised");
    }

    // Expect no page to be missed of a machine that gave up.
    [Fact]
    public void A_boot_that_failed_need_not_have_initialised_everything()
    {
        Ledger.BootEnded(booted: false);

        AssertHolds();
    }

    // Expect a page that is free and is freed again to be named.
    [Fact]
    public void A_page_that_is_freed_while_free_is_named()
    {
        Ledger.Freed(Zone, Pages(4, 1));

        AssertBroken(Invariant.PageFreedOnce, $"pages {PfnRange.Of(4, 1)} of zone 0:Normal were freed while free already");
    }

    // Expect the same under its owner's feet.
    [Fact]
    public void A_page_that_is_freed_while_held_is_named()
    {
        Take(4);
        Ledger.Freed(Zone, Pages(4, 1));

        AssertBroken(Invariant.PageFreedOnce, $"pages {PfnRange.Of(4, 1)} of zone 0:Normal were freed while held");
    }

    // Expect pages that nobody initialised not to be free.
    [Fact]
    public void Pages_that_are_freed_without_being_initialised_are_named()
    {
        Ledger.Freed(Zone, Pages(16, 8));

        AssertBroken(Invariant.PagesConserved, $"pages {PfnRange.Of(16, 8)} of zone 0:Normal were freed although not all of them are initialised");
    }

    // Expect a page that a zone gives to two CPUs to be named.
    [Fact]
    public void A_page_with_two_owners_is_named()
    {
        Take(4);
        Take(4);

        AssertBroken(Invariant.OneOwner, $"pages {PfnRange.Of(4, 1)} of zone 0:Normal went to cpu 0 while held already");
    }

    // Expect a page that a zone gives away without having it to be named.
    [Fact]
    public void A_page_that_was_not_free_is_named()
    {
        Take(20);

        AssertBroken(Invariant.OneOwner, $"pages {PfnRange.Of(20, 1)} of zone 0:Normal went to cpu 0 although not all of them were free");
    }

    // Expect a page that comes back from somebody who never had it to be named.
    [Fact]
    public void A_page_that_was_not_held_cannot_come_back()
    {
        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.Growth);
        Ledger.GivenBack(Zone, 3, Pages(9, 1));

        AssertBroken(Invariant.OneOwner, $"cpu 3 gave back pages {PfnRange.Of(9, 1)} of zone 0:Normal that were not all held");
    }

    // Expect a zone that counts one free page too many to be contradicted.
    [Fact]
    public void A_zone_that_counts_wrongly_is_contradicted()
    {
        Ledger.CountedFree(Zone, 9);

        AssertBroken(Invariant.PagesConserved, "zone 0:Normal counts 9 free pages where 8 are free");
    }

    // Expect a zone that manages other than what was freed to it to be contradicted, be it released or built.
    [Theory]
    [InlineData(8)]
    [InlineData(17)]
    public void A_zone_that_manages_what_it_was_not_given_is_contradicted(long pages)
    {
        Grow(8, 16);
        Ledger.CountedManaged(Zone, pages);

        AssertBroken(Invariant.PagesConserved, $"zone 0:Normal counts {pages} managed pages where 16 were freed to it");
    }

    //   |== free ==|== grown =|------- 16 deferred -------|
    // Expect a coordinator that still counts what it has built, or what an init job has claimed, to be contradicted.
    [Fact]
    public void A_coordinator_that_counts_wrongly_is_contradicted()
    {
        Ledger.CountedDeferred(0, 24);
        Grow(8, 16);
        AssertHolds();

        Ledger.CountedDeferred(0, 24);

        AssertBroken(Invariant.PagesConserved, "node 0 counts 24 deferred pages where 16 lie above the frontier");
    }

    // Expect nothing to be deferred once an init job has claimed it.
    [Fact]
    public void What_is_claimed_is_not_deferred()
    {
        Ledger.DisableAcknowledged(0);
        Ledger.DisableAcknowledged(1);
        Ledger.RestClaimed(0);
        Ledger.CountedDeferred(0, 0);
        AssertHolds();

        Ledger.CountedDeferred(0, 24);

        AssertBroken(Invariant.PagesConserved, "node 0 counts 24 deferred pages where 0 lie above the frontier");
    }

    // Expect pages that were taken and that no CPU speaks of to be missed.
    [Fact]
    public void Pages_that_no_cpu_speaks_of_are_missed()
    {
        FinishBoth();
        Take(4);

        Ledger.BootEnded(booted: true);
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.PagesConserved, "CPUs hold 0 pages of zone 0:Normal where 1 were taken");
    }

    //   cpu 0 ---- page 4 ----------------------------------> zone
    //   cpu 0 ---- "I hold none" ---> node ---> supervisor: the boot is over
    //
    // Expect a page that is still on its way back when the boot ends to be nobody's fault.
    [Fact]
    public void A_page_that_comes_back_after_the_report_is_not_missed()
    {
        FinishBoth();
        Take(4);

        Ledger.CountedHeld(Zone, 0);
        Ledger.BootEnded(booted: true);
        AssertHolds();
        Ledger.GivenBack(Zone, 0, Pages(4, 1));
        Ledger.JudgeQuiescence();

        AssertHolds();
    }

    // Expect pages that got lost between builder and zone to be missed once everything is quiet.
    [Fact]
    public void Pages_that_never_arrive_are_missed()
    {
        Ledger.Initialised(Zone, Pages(8, 8), PageBuilder.Growth);
        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.PagesConserved, "8 pages of zone 0:Normal are in no free area and with no owner");
    }

    // Expect a page that CPU 0 holds and CPU 3 gives back to be named, although it was held.
    [Fact]
    public void A_page_that_another_cpu_holds_cannot_come_back()
    {
        Take(4);
        Ledger.GivenBack(Zone, 3, Pages(4, 1));

        AssertBroken(Invariant.OneOwner, $"cpu 3 gave back pages {PfnRange.Of(4, 1)} of zone 0:Normal that another cpu holds");
    }

    // Expect pages that are deferred, or belong to the other node, not to be released: they are not reserved.
    [Theory]
    [InlineData(24)]
    [InlineData(40)]
    public void Pages_that_are_released_without_being_reserved_are_named(long start)
    {
        Ledger.Released(Zone, PfnRange.Of(start, 8));

        AssertBroken(Invariant.PagesConserved, $"pages {PfnRange.Of(start, 8)} of zone 0:Normal were released although not all of them are to be");
    }

    //   0          8          16
    //   |== free ==|== late ==|== kept for good ==|
    //
    // Expect what memblock frees late to be released without a word, and what it keeps for good, or more than once, to be named.
    [Theory]
    [InlineData(8, 8, true)]
    [InlineData(8, 9, false)]
    [InlineData(16, 8, false)]
    public void Only_what_is_freed_late_is_released(long start, long pages, bool isRight)
    {
        var plan = SmallMachine.Of(nodes: 1).FreeingLate(PfnRange.Of(8, 8)).Reserving(PfnRange.Of(16, 8)).Plan(InitPolicies.SingleWriter);
        var ledger = new BootLedger(plan);

        ledger.Released(Zone, PfnRange.Of(start, pages));

        Assert.Equal(isRight ? [] : new[] { Invariant.PagesConserved }, ledger.Violations.Select(violation => violation.Invariant));
    }

    /// <summary>Both nodes have built and freed all they have.</summary>
    private void FinishBoth()
    {
        Ledger.Initialised(Zone, Pages(8, 24), PageBuilder.Growth);
        Ledger.Freed(Zone, Pages(8, 24));
        Ledger.Initialised(new ZoneRef(1, ZoneKind.Normal), Pages(40, 24), PageBuilder.Growth);
        Ledger.Freed(new ZoneRef(1, ZoneKind.Normal), Pages(40, 24));
        Ledger.NodeDone(0);
        Ledger.NodeDone(1);
    }
}
