using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>The seed patch, part 7: <c>free_area_init_node</c>, where a node's early memory map ends.</summary>
public sealed class FreeAreaInitNodeTests : OneCoordinatorTests
{
    // "We start only with one section of pages, more pages are added as needed until the rest of deferred pages are
    //  initialized."
    //
    //    section 0          section 1          section 2          section 3
    //   |===== early =====|==== grown ====|---- late ----|---- late ----|
    // Expect one section to begin with, one more for the 9th page, and the rest in late init.
    [Fact]
    public void A_node_starts_with_one_section()
    {
        var boot = SeedBoot.Of(SmallMachine.Of(), SeedBoot.Early(count: 9));

        var points = boot.Result.Report!.Snapshots.ToDictionary(snapshot => snapshot.At, snapshot => snapshot.Nodes[0], StringComparer.Ordinal);
        Assert.Equal((8, 8), At(SnapshotPoints.AfterMemblockFreeAll));
        Assert.Equal((16, 16), At(SnapshotPoints.SmpInit));
        Assert.Equal((Frontier.None, 32), At(SnapshotPoints.FilesMaxfilesInit));

        (long Frontier, long Managed) At(string point) => (points[point].FirstDeferredPfn, points[point].Zones[0].ManagedPages);
    }

    // "pgdat->static_init_pgcnt = min(PAGES_PER_SECTION, pgdat->node_spanned_pages);"
    //
    //   0       8       16      24
    //   |-------|-------|-------|
    //       ^ a node that starts at 4 has its 8 pages at 12; the map ends at the next boundary, 16
    // Expect the first boundary behind a full section's worth of pages.
    [Theory]
    [InlineData(0, 8)]
    [InlineData(4, 16)]
    [InlineData(7, 16)]
    [InlineData(8, 16)]
    public void The_map_ends_at_the_first_boundary_behind_a_sections_worth(long start, long frontier)
    {
        Assert.Equal(frontier, FrontierOf(SmallMachine.With(1, (0, new PfnRange(start, 48)))));
    }

    // The same: "min([...], pgdat->node_spanned_pages)".
    //
    // Expect a node of a section or less to have nothing deferred, and a page more, if it begins a section, to be deferred.
    [Theory]
    [InlineData(5, Frontier.None)]
    [InlineData(8, Frontier.None)]
    [InlineData(9, 8)]
    public void A_node_of_one_section_has_nothing_deferred(long pages, long frontier)
    {
        Assert.Equal(frontier, FrontierOf(SmallMachine.With(1, (0, new PfnRange(0, pages)))));
    }

    // The same: pages that are reserved have a memory map like others.
    //
    //    section 0, all reserved      section 1
    //   |.........................|---- deferred ----|
    // Expect the section to be used up by reserved pages: nothing is free early, and the first allocation has to grow.
    [Fact]
    public void Reserved_pages_count_in_the_first_section()
    {
        var boot = SeedBoot.Of(SmallMachine.Of().Reserving(new PfnRange(0, 8)), SeedBoot.Early());

        Assert.Equal((0, 8, 16), boot.Pages());
    }

    // The same on every node: free_area_init_node is called for each.
    //
    //    node 0: [0, 32)        node 1: [32, 64)      node 2: [64, 70), less than a section
    // Expect a section of each, counted from its own start.
    [Fact]
    public void Every_node_starts_with_one_section()
    {
        var plan = SmallMachine.With(1, (0, new PfnRange(0, 32)), (1, new PfnRange(32, 64)), (2, new PfnRange(64, 70))).Plan(InitPolicies.V1);

        Assert.Equal($"8 40 {Frontier.None}", string.Join(' ', plan.Nodes.Select(node => node.Frontier)));
    }

    // "pgdat->first_deferred_pfn = ULONG_MAX;"
    //
    // Expect a node whose map does not stand yet, and one that is all built, to have no frontier: a ticket that is read
    // there is the largest of all numbers, so that nobody takes the lock for it.
    [Fact]
    public void Where_nothing_is_deferred_there_is_no_frontier()
    {
        var plan = SmallMachine.Of(sections: 1).Plan(InitPolicies.V1);
        var state = new CoordinatorState();
        var coordinator = Start(() => new GrowCoordinator(Lane, plan, ActorAddress.Coordinator(WriterScope.Machine, 0), plan.Nodes, state));
        var zone = Lane.At(ActorAddress.Zone(ZoneOf(0)));

        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(1), ZoneOf(0)));
        zone.ExpectMsg(new ZoneMessages.FrontierRead(Id(1), long.MaxValue));
        coordinator.Tell(new CoordinatorMessages.MemoryMapBuilt(0, plan.Nodes[0].Frontier));
        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(2), ZoneOf(0)));
        zone.ExpectMsg(new ZoneMessages.FrontierRead(Id(2), long.MaxValue));
    }

    private static long FrontierOf(MachineSpec machine) => machine.Plan(InitPolicies.V1).Nodes[0].Frontier;
}
