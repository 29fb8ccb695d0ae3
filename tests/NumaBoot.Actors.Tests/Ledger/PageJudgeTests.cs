using NumaBoot.Memory;
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
        Take(9, TakeGround.Grown, allowed: 0);
        Ledger.GivenBack(Zone, 0, Pages(8, 1));
        Ledger.CountedFree(Zone, 15);

        AssertHolds();
    }

    //   |== free ==|== built =|
    //          |== again ==|
    // Expect the pages that both have in common to be named.
    [Fact]
    public void Pages_that_are_initialised_twice_are_named()
    {
        Ledger.Initialised(Zone, Pages(8, 8));
        Ledger.Initialised(Zone, Pages(12, 8));

        AssertBroken(Invariant.PageInitialisedOnce, $"pages {PfnRange.Of(12, 4)} of zone 0:Normal were initialised twice");
    }

    // Expect pages behind the node, which memblock does not have there, to be named.
    [Fact]
    public void Pages_that_are_not_to_be_initialised_are_named()
    {
        Ledger.Initialised(Zone, Pages(28, 8));

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
        Ledger.Initialised(Zone, Pages(8, 8));
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

    // Expect pages that were taken and that no CPU speaks of to be missed.
    [Fact]
    public void Pages_that_no_cpu_speaks_of_are_missed()
    {
        Ledger.Initialised(Zone, Pages(8, 24));
        Ledger.Freed(Zone, Pages(8, 24));
        Ledger.Initialised(new ZoneRef(1, ZoneKind.Normal), Pages(40, 24));
        Take(4);
        Ledger.NodeDone(0);
        Ledger.NodeDone(1);

        Ledger.BootEnded(booted: true);

        AssertBroken(Invariant.PagesConserved, "CPUs hold 0 pages of zone 0:Normal where 1 were taken");
    }

    // Expect pages that got lost between builder and zone to be missed once everything is quiet.
    [Fact]
    public void Pages_that_never_arrive_are_missed()
    {
        Ledger.Initialised(Zone, Pages(8, 8));
        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.PagesConserved, "8 pages of zone 0:Normal are in no free area and with no owner");
    }

    // Expect a taking that the check forbade to be named; a growth for it, or one refill, makes it right.
    [Theory]
    [InlineData(TakeGround.Checked, 0, true)]
    [InlineData(TakeGround.Refill, 0, true)]
    [InlineData(TakeGround.Grown, 0, false)]
    [InlineData(TakeGround.Checked, 1, false)]
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
}
