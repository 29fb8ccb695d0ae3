using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>
/// The seed patch, part 4: what <c>deferred_grow_zone</c> builds while it holds the lock, where it leaves the frontier,
/// and what it answers. Sections are 8 pages; a growth of any order up to 3 needs 8.
/// </summary>
public sealed class UnderTheLockTests : OneCoordinatorTests
{
    // "for_each_free_mem_range(i, nid, MEMBLOCK_NONE, &spa, &epa, NULL) { spfn = max_t(unsigned long, first_init_pfn,
    //  PFN_UP(spa)); epfn = min_t(unsigned long, zone_end_pfn(zone), PFN_DOWN(epa));"
    //
    //    section 0    half of page 9 reserved, half of page 14
    //   |== built ==|8|/|=== 10 to 13 ===|/|15|
    // Expect a range to begin with the first and end with the last whole page: 8, then 10 to 13, then 15 and on.
    [Fact]
    public void Only_whole_pages_of_a_range_are_built()
    {
        var machine = SmallMachine.Of(sections: 3) with
        {
            Reserved = [new MemblockRegion((9 * 4096) + 100, (9 * 4096) + 200), new MemblockRegion((14 * 4096) + 4000, 15 * 4096)],
        };

        var plan = PlanFrom(8, [.. machine.Plan(InitPolicies.V1).FreeOf()]);

        Assert.Equal("[8, 9) [10, 14) [15, 24)", plan.Built.Words());
    }

    // The same: "zone_end_pfn(zone)".
    //
    //    node 0: [8, 16) free     [16, 31) reserved     31 free     node 1: [32, 64)
    //   |========= 8 ===========|.....................|== 1 ==|     |---- deferred ----|
    // Expect a growth that lacks 23 pages of 32 to end with its zone, though node 1 has memory right behind.
    [Fact]
    public void A_growth_ends_with_its_zone()
    {
        var machine = SmallMachine.Of(nodes: 2).Reserving(new PfnRange(16, 31));

        var plan = PlanFrom(8, [.. machine.Plan(InitPolicies.V1).FreeOf(nid: 0)], order: 5);

        Assert.Equal("[8, 16) [31, 32)", plan.Built.Words());
    }

    // "t = ALIGN(spfn + PAGES_PER_SECTION, PAGES_PER_SECTION);"
    //
    //   8      16      24      32
    //   |-------|-------|-------|
    //    ^ 9: the next boundary a whole section ahead is 24
    // Expect a start on a boundary to build one section, and any other up to nearly two: 15 pages from 9, 9 from 15.
    [Theory]
    [InlineData(8, "[8, 16)")]
    [InlineData(9, "[9, 24)")]
    [InlineData(15, "[15, 24)")]
    public void A_section_that_was_begun_is_built_together_with_the_next(long first, string expected)
    {
        var plan = PlanFrom(first, [new PfnRange(0, 64)]);

        Assert.Equal(expected, plan.Built.Words());
    }

    // "first_deferred_pfn = min(t, epfn);"
    //
    //    free [9, 20)     hole     free [26, 32)
    //   |==== 11 =====|...........|--- deferred ---|
    //                 ^ frontier: the end of the range, not 26, where the next free page is
    // Expect the frontier where the last step ended, be it in the middle of a section and of nothing.
    [Fact]
    public void The_frontier_may_lie_at_the_end_of_a_range()
    {
        var plan = PlanFrom(9, [new PfnRange(9, 20), new PfnRange(26, 32)]);

        Assert.Equal(("[9, 20)", 20), (plan.Built.Words(), plan.FrontierAfter));
    }

    // "nr_pages += deferred_init_pages(nid, zid, spfn, first_deferred_pfn);"
    //
    //    [8, 12) free     [12, 20) reserved     [20, 32) free
    //   |==== 4 =====|.......................|==== 12 ====|
    // Expect reserved pages not to count: 4 are not enough, and the next step, from 20 in mid-section, ends at 32.
    [Fact]
    public void Reserved_pages_are_not_counted()
    {
        var plan = PlanFrom(8, [new PfnRange(8, 12), new PfnRange(20, 48)]);

        Assert.Equal(("[8, 12) [20, 32)", 32), (plan.Built.Words(), plan.FrontierAfter));
    }

    // "while (spfn < epfn && nr_pages < nr_pages_needed) { [...] spfn = first_deferred_pfn; }"
    //
    //    [6, 8) free     [12, 48) free; order 4 needs 16 pages
    //   |= 2 =|.........|==== 12 ====|===== 8 =====|
    //                  12           24            32
    // Expect step after step until the need is met: 2 + 12 are too few, 2 + 12 + 8 are enough.
    [Fact]
    public void Steps_are_taken_until_the_need_is_met()
    {
        var plan = PlanFrom(6, [new PfnRange(6, 8), new PfnRange(12, 48)], order: 4);

        Assert.Equal(("[6, 8) [12, 32)", 22), (plan.Built.Words(), plan.Pages));
    }

    // "if (nr_pages >= nr_pages_needed) break;"
    //
    //    [8, 16) free       [16, 32) free, a range of its own
    //   |===== 8 ======|---- deferred ----|
    // Expect a range that meets the need exactly to be the last one that is looked at.
    [Fact]
    public void A_range_behind_the_one_that_met_the_need_is_left_alone()
    {
        var plan = PlanFrom(8, [new PfnRange(8, 16), new PfnRange(20, 32)]);

        Assert.Equal(("[8, 16)", 16), (plan.Built.Words(), plan.FrontierAfter));
    }

    // "for_each_free_mem_range(i, nid, MEMBLOCK_NONE, &spa, &epa, NULL) { [...] epfn = min_t(unsigned long,
    //  first_deferred_pfn, PFN_DOWN(epa)); deferred_free_pages(nid, zid, spfn, epfn);
    //  if (first_deferred_pfn == epfn) break; }"
    //
    //    [8, 12) free     [12, 20) reserved     [20, 48) free
    //   |==== 4 =====|.......................|==== 12 ====|---- deferred ----|
    //                                                     ^ the new frontier, where the loop breaks
    // Expect what was built to be freed, all of it and nothing behind: 8 + 4 + 12 pages are managed before late init.
    [Fact]
    public void What_was_built_is_freed_up_to_the_new_frontier()
    {
        var machine = SmallMachine.Of(sections: 6).Reserving(new PfnRange(12, 20));

        var boot = SeedBoot.Of(machine, SeedBoot.Early(count: 9));

        var before = boot.Result.Report!.Snapshots.Single(snapshot => snapshot.At == SnapshotPoints.PageAllocInitLate).Nodes[0];
        Assert.Equal((24, 15, 32), (before.Zones[0].ManagedPages, before.Zones[0].FreePages, before.FirstDeferredPfn));
        Assert.Empty(boot.Result.Violations);
    }

    // "WRITE_ONCE(pgdat->first_deferred_pfn, first_deferred_pfn);"
    //
    //    section 0          section 1          section 2
    //   |===== built =====|==== built ====|==== built ====|---- deferred ----
    //                     ^ old ticket    ^ written       ^ was here
    // Expect a growth from an old ticket to write its frontier whatever stands there, so that it moves back from 24 to 16,
    // and the next one to build section 2 again.
    [Fact]
    public void The_frontier_is_written_unconditionally_and_can_move_back()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1, ticket: 8));
        Build(coordinator, 1);
        coordinator.Tell(Ask(2, ticket: 16));
        Assert.True(Grew(1));
        Build(coordinator, 2);
        Assert.Equal((true, 24), (Grew(2), Report(coordinator).Frontier));

        coordinator.Tell(Ask(3, ticket: 8));
        Assert.Equal("[8, 16)", Build(coordinator, 3));

        Assert.Equal((true, 16), (Grew(3), Report(coordinator).Frontier));
        coordinator.Tell(Ask(4, ticket: 16));
        Assert.Equal("[16, 24)", Build(coordinator, 4));
    }

    // "WRITE_ONCE([...]); spin_unlock(&deferred_zone_grow_lock);"
    //
    // Expect the frontier to be written before the next one gets the lock, and before the first one is answered: a ticket
    // that is read then is the new one.
    [Fact]
    public void The_frontier_is_written_before_the_lock_is_let_go()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1));
        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(2), ZoneOf(0)));
        Build(coordinator, 1);
        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(3), ZoneOf(0)));

        Zone.ExpectMsg(new ZoneMessages.FrontierRead(Id(2), 8));
        Assert.True(Grew(1));
        Zone.ExpectMsg(new ZoneMessages.FrontierRead(Id(3), 16));
    }

    // "return nr_pages >= nr_pages_needed;"
    //
    //    section 0     [8, 12) free      [12, 32) reserved
    //   |== built ==|==== 4 =====|.............................|
    // Expect four pages to be built and freed and the frontier to move, and the answer to be no: less than a section.
    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void A_growth_that_falls_short_answers_no_although_it_grew(long reservedFrom, bool grew)
    {
        var machine = SmallMachine.Of().Reserving(new PfnRange(reservedFrom, 32));
        var coordinator = StartCoordinator(InitPolicies.V1, machine);
        coordinator.Tell(Ask(1));

        Assert.Equal($"[8, {reservedFrom})", Build(coordinator, 1));

        Assert.Equal((grew, reservedFrom), (Grew(1), Report(coordinator).Frontier));
    }

    // The same when nothing at all is left behind the frontier but reserved pages.
    //
    // Expect no page to be built, and no again, as often as somebody asks: the frontier stays below the end of the node.
    [Fact]
    public void A_growth_that_finds_nothing_answers_no_each_time()
    {
        var coordinator = StartCoordinator(InitPolicies.V1, SmallMachine.Of().Reserving(new PfnRange(12, 32)));
        coordinator.Tell(Ask(1));
        Build(coordinator, 1);
        Lane.Forget();

        coordinator.Tell(Ask(2, ticket: 12));
        coordinator.Tell(Ask(3, ticket: 12));

        Assert.Equal((false, false, 12), (Grew(2), Grew(3), Report(coordinator).Frontier));
    }

    // The same in a whole boot of two nodes, node 0 as above.
    //
    // Expect the 9th page of CPU 0 to come from node 1, though the growth that was made for it has just freed four on node
    // 0, and the pages after it from there.
    [Fact]
    public void A_growth_that_falls_short_sends_the_allocation_elsewhere()
    {
        var machine = SmallMachine.Of(nodes: 2).Reserving(new PfnRange(12, 32));

        var boot = SeedBoot.Of(machine, SeedBoot.Early(count: 8), SeedBoot.Early(), SeedBoot.Early(count: 4));

        var node = boot.Result.Report!.Nodes[0];
        Assert.Equal((13, 1, 4), (node.Allocations.Served, node.Allocations.Remote, node.GrownPages));
        Assert.Contains(Invariant.NoNeedlessRemote, boot.Result.Violations.Select(violation => violation.Invariant));
    }

    private static GrowthPlan PlanFrom(long first, ImmutableArray<PfnRange> free, int order = 0) =>
        GrowthPlanner.Plan(free, free[^1].End, first, order, InitPolicies.V1, SmallMachine.Geometry);
}
