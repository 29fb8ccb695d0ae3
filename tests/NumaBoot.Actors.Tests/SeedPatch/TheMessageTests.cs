using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>The seed patch, part 1: what its message promises, paragraph by paragraph.</summary>
public sealed class TheMessageTests : OneZoneTests
{
    private const long GiB = (1L << 30) / MemoryGeometry.PageBytes;

    // "Deferred page initialization allows the boot cpu to initialize a small subset of the system's pages early in boot,
    //  with other cpus doing the rest later on."
    //
    //    node 0: section 0    sections 1 to 3              node 1: section 0    sections 1 to 3
    //   |======= early ======|-------- late --------|     |======= early ======|-------- late --------|
    // Expect 8 pages of 32 to be built early on each node, and 24 later, by a worker of the node itself.
    [Fact]
    public void A_small_part_is_built_early_and_the_rest_later()
    {
        var boot = SeedBoot.Of(SmallMachine.Of(nodes: 2));

        Assert.Equal((8, 0, 24), boot.Pages(0));
        Assert.Equal((8, 0, 24), boot.Pages(1));
        Assert.All(boot.Result.Report!.Nodes, node => Assert.Equal(1, node.LateWorkers));
    }

    // "It is, however, problematic to know how many pages the kernel needs during boot. Different modules and kernel
    //  parameters may change the requirement, so the boot cpu either initializes too many pages or runs out of memory."
    //
    //   4 GiB: the reserve before the patch is 2 GiB
    // Expect the reserve to be too much for a boot that needs nothing, and too little for one that needs 3 GiB early; the
    // patch gives the first one section, and boots the second.
    [Theory]
    [InlineData("static-reserve", 0, 2048, true)]
    [InlineData("static-reserve", 3, 2048, false)]
    [InlineData("v1", 0, 128, true)]
    [InlineData("v1", 3, 128, true)]
    public void Nobody_has_to_know_beforehand_how_many_pages_a_boot_needs(string policy, long neededGiB, long earlyMiB, bool boots)
    {
        var machine = SmallMachine.With(1, (0, new PfnRange(0, 4 * GiB))) with { Geometry = MemoryGeometry.X86 };

        var boot = SeedBoot.Of(machine, InitPolicies.Find(policy)!, SeedBoot.Early(order: 10, count: neededGiB << 8));

        Assert.Equal(boots, boot.Result.Booted);
        Assert.Equal(earlyMiB << 8, boot.Pages().Early);
    }

    // "To fix that, initialize early pages on demand. This ensures the kernel does the minimum amount of work to
    //  initialize pages during boot and leaves the rest to be divided in the multithreaded initialization path
    //  (deferred_init_memmap)."
    //
    //    section 0          section 1          sections 2 and 3
    //   |===== early =====|=== 1 page ===|-------- late --------|
    // Expect the 9th page to build one section more, and late init to build the 16 pages that nobody asked for.
    [Theory]
    [InlineData(8, 0, 24)]
    [InlineData(9, 8, 16)]
    [InlineData(17, 16, 8)]
    public void Only_what_is_needed_is_built_on_demand(long pages, long grown, long late)
    {
        var boot = SeedBoot.Of(SmallMachine.Of(), SeedBoot.Early(count: pages));

        Assert.Equal((8, grown, late), boot.Pages());
    }

    // "The on-demand code is permanently disabled using static branching once deferred pages are initialized."
    //
    // Expect a machine that runs out of memory long after late init not to ask for growth any more: CPU 0 computes for a
    // second and then wants 40 pages of 32.
    [Fact]
    public void Once_all_is_built_nobody_asks_for_growth_again()
    {
        var boot = SeedBoot.Of(SmallMachine.Of(), SeedBoot.Compute(1_000_000_000), SeedBoot.Running(count: 40));

        Assert.Equal((32, 1), (Tally(boot).Served, Tally(boot).Failed));
        Assert.Contains(boot.Delivered, message => message is ZoneMessages.TakePages);
        Assert.DoesNotContain(boot.Delivered, message => message is CoordinatorMessages.ReadFrontier or CoordinatorMessages.AskToGrow);
    }

    // "After the static branch is changed to false, the overhead is up-to two branch-always instructions if the zone
    //  watermark check fails [...]"
    //
    // Expect a request that fails the check with the key off to be refused in the same delivery, at no further cost.
    [Fact]
    public void With_the_key_off_a_failed_watermark_check_costs_nothing()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        Lane.Forget();

        zone.Tell(Take(1));

        Assert.Equal(0, BlocksGot());
        Assert.True(Lane.IsSilent);
        Assert.Empty(Lane.Spent);
    }

    // "[...] or if rmqueue fails."
    //
    // Expect a request that was answered yes, but finds the free areas empty with the key off, to be refused likewise.
    [Fact]
    public void With_the_key_off_a_failed_rmqueue_costs_nothing()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1));
        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), 8));
        zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        Assert.Equal(0, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    // "Must be applied against linux-next, because it requires: mm: split deferred_init_range into initializing and
    //  freeing parts"
    //
    //    section 0      [8, 12) free    reserved    [14, 32)
    //   |== built ==|==== a ====|................|==== b ====|
    // Expect both parts of a growth to be initialised before anything of it is freed.
    [Fact]
    public void A_growth_initialises_everything_before_it_frees_anything()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(new ZoneMessages.BuildPages(Ask(1), [new PfnRange(8, 12), new PfnRange(14, 24)]));
        zone.Tell(new ZoneMessages.GrowthRun(Ask(1)));

        Assert.EndsWith("Initialised 0:Normal [8, 12) [14, 24) Growth\nFreed 0:Normal [8, 12) [14, 24)", Lane.Notes.Text, StringComparison.Ordinal);
    }

    private static AllocationTally Tally(SeedBoot boot) => boot.Result.Report!.Nodes[0].Allocations;
}
