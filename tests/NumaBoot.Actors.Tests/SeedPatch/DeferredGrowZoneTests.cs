using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>The seed patch, part 3: <c>deferred_grow_zone</c> up to the point where it holds the lock.</summary>
public sealed class DeferredGrowZoneTests : OneCoordinatorTests
{
    // "Protects some early interrupt threads, and also for a short period of time from smp_init() to
    //  page_alloc_init_late() when deferred pages are initialized.
    //  static __initdata DEFINE_SPINLOCK(deferred_zone_grow_lock);"
    //
    // Expect one lock for the machine: while node 0 grows, node 1 waits, and goes on when the lock is let go.
    [Fact]
    public void The_lock_is_one_for_the_machine()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1));
        coordinator.Tell(Ask(1, ticket: 40, nid: 1));
        Zone.ExpectMsg<ZoneMessages.BuildPages>();
        Assert.True(Lane.IsSilent);

        coordinator.Tell(new CoordinatorMessages.PagesAdded(Id(1)));

        Assert.Equal("[40, 48)", Zone1.ExpectMsg<ZoneMessages.BuildPages>().Frames.Words());
    }

    // "spin_lock(&deferred_zone_grow_lock);", and not spin_lock_irqsave
    //
    // Expect an interrupt on the CPU that holds the lock, whose allocation needs to grow, to wait for that very CPU.
    [Fact]
    public void Who_holds_the_lock_can_be_made_to_wait_for_itself()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        Assert.Equal(InterruptRule.Open, InitPolicies.V1.Interrupts);
        coordinator.Tell(Ask(1, cpu: 1));
        Lane.Forget();

        coordinator.Tell(Ask(2, cpu: 1));

        Assert.True(Lane.IsSilent);
        Assert.Equal(["WaitsForWriter 1 zone 0:Normal #1 1"], Lane.Notes.Lines);
    }

    // "DEFINE_STATIC_KEY_TRUE(deferred_pages);"
    //
    // Expect growth to be on from the start: the boot CPU, long before it starts others, has its 9th page grown for.
    [Fact]
    public void The_key_is_on_from_the_start()
    {
        var boot = SeedBoot.Of(SmallMachine.Of(), SeedBoot.Early(count: 9));

        var growth = Assert.Single(boot.Result.Report!.Nodes[0].Growths);
        Assert.Equal("early boot", boot.Result.Report.Phases.Single(phase => phase.StartNs <= growth.AtNs && growth.AtNs < phase.EndNs).Name);
    }

    // "If this zone has deferred pages, try to grow it by initializing enough deferred pages to satisfy the allocation
    //  specified by order, rounded up to the nearest PAGES_PER_SECTION boundary. So we're adding memory in increments of
    //  SECTION_SIZE bytes [...]"
    // "unsigned long nr_pages_needed = ALIGN(1 << order, PAGES_PER_SECTION);"
    //
    //   sections of 8 pages, the frontier at 8
    // Expect one section for up to 8 pages, two for 16, four for 32.
    [Theory]
    [InlineData(0, "[8, 16)")]
    [InlineData(3, "[8, 16)")]
    [InlineData(4, "[8, 24)")]
    [InlineData(5, "[8, 40)")]
    public void The_order_is_rounded_up_to_whole_sections(int order, string expected)
    {
        var plan = GrowthPlanner.Plan([new PfnRange(0, 64)], 64, 8, order, InitPolicies.V1, SmallMachine.Geometry);

        Assert.Equal(expected, plan.Built.Words());
        Assert.True(plan.Grew);
    }

    // "int zid = zone_idx(zone); int nid = zone->node; pg_data_t *pgdat = NODE_DATA(nid);"
    //
    // Expect CPU 0, of node 0, that falls back on node 1 to have node 1 grown, from node 1's frontier.
    [Fact]
    public void A_zone_grows_from_its_own_nodes_frontier()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);

        coordinator.Tell(Ask(1, ticket: 40, nid: 1, cpu: 0));
        coordinator.Tell(new CoordinatorMessages.PagesAdded(Id(1, nid: 1)));

        Assert.Equal((48, 8), (Report(coordinator, nid: 1).Frontier, Report(coordinator, nid: 0).Frontier));
    }

    // "/* Only the last zone may have deferred pages */ if (zone_end_pfn(zone) != pgdat_end_pfn(pgdat)) return false;"
    //
    //    DMA, all built      Normal: section 2, then deferred
    //   |======= 16 =======|=== 8 ===|---- deferred ----|
    // Expect a CPU that wants 17 pages of DMA to get 16, though Normal has deferred pages, and none of these to be built.
    [Fact]
    public void Only_the_last_zone_grows()
    {
        var machine = SmallMachine.Of() with { ZoneLimits = new ZoneLimits(DmaEnd: 16, Dma32End: 0) };

        var boot = SeedBoot.Of(machine, SeedBoot.Early(count: 17) with
        {
            HighestZone = ZoneKind.Dma,
            Need = NumaBoot.Machines.WorkNeed.Optional,
        });

        Assert.Equal(16, boot.Result.Report!.Nodes[0].Allocations.Served);
        Assert.Equal((24, 0, 8), boot.Pages());
        Assert.DoesNotContain(boot.Delivered, message => message is CoordinatorMessages.ReadFrontier);
    }

    // "first_deferred_pfn = READ_ONCE(pgdat->first_deferred_pfn);", before spin_lock
    //
    //    section 0          section 1
    //   |===== built =====|==== twice =====|---- deferred ----
    //                     ^ both see the frontier here
    // Expect whoever read its ticket while the other one had the lock to start from that ticket: section 1 is built again.
    [Fact]
    public void The_ticket_is_read_before_the_lock_and_never_again()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1, ticket: 8));
        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(2), ZoneOf(0)));
        string first = Build(coordinator, 1);
        long ticket = Zone.ExpectMsg<ZoneMessages.FrontierRead>().Frontier;
        Assert.True(Grew(1));

        coordinator.Tell(Ask(2, ticket));

        Assert.Equal((first, 16), (Build(coordinator, 2), Report(coordinator).Frontier));
    }

    // The same in a whole boot: CPU 0 and CPU 1 of a machine whose first section is gone want a section each.
    //
    // Expect them to get the same one. The third posting, in which the ticket is read under the lock, has no such fault.
    [Fact]
    public void Two_cpus_that_ask_at_the_same_time_get_the_same_section_twice()
    {
        var items = new[] { SeedBoot.Early(order: 3), SeedBoot.Running(cpu: 0, order: 3), SeedBoot.Running(cpu: 1, order: 3) };

        var broken = SeedBoot.Of(SmallMachine.Of(), InitPolicies.V1, items).Result.Violations.Select(violation => violation.Invariant);

        Assert.Contains(Invariant.PageInitialisedOnce, broken);
        Assert.Contains(Invariant.OneOwner, broken);
        Assert.Empty(SeedBoot.Of(SmallMachine.Of(), InitPolicies.V3, items).Result.Violations);
    }

    // "first_init_pfn = max(zone->zone_start_pfn, first_deferred_pfn);"
    //
    //    another zone       this zone
    //   |=================|---- deferred ----|
    //        ^ ticket     ^ 16
    // Expect a ticket below the zone to count as the zone's start.
    [Fact]
    public void A_growth_starts_in_its_zone()
    {
        var plan = GrowthPlanner.Plan([new PfnRange(16, 32)], 32, 4, 0, InitPolicies.V1, SmallMachine.Geometry);

        Assert.Equal("[16, 24)", plan.Built.Words());
    }

    // "/* Bail if we raced with another thread that disabled on demand initialization. */
    //  if (!static_branch_unlikely(&deferred_pages)) { spin_unlock(&deferred_zone_grow_lock); return false; }"
    //
    // Expect who had a good ticket, but came to the lock after the disable, to be told no, and the lock to be free for others.
    [Fact]
    public void Who_comes_to_the_lock_after_the_disable_bails_out()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1, ticket: 8));
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));
        coordinator.Tell(Ask(2, ticket: 8));
        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, 1));

        Build(coordinator, 1);

        Assert.True(Grew(1));
        Assert.False(Grew(2));
        Assert.Contains("RestClaimed 0", Lane.Notes.Text, StringComparison.Ordinal);
    }
}
