using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>
/// The seed patch, part 2: what it removes. <c>memblock_reserved_memory_within</c> goes from memblock,
/// <c>reset_deferred_meminit</c> from the page allocator; here each of their paragraphs has no effect any more.
/// </summary>
public sealed class TheStaticReserveTests
{
    private const long Section = 32768;
    private const long GiB = (1L << 30) / MemoryGeometry.PageBytes;

    // "-extern unsigned long memblock_reserved_memory_within(phys_addr_t start_addr, phys_addr_t end_addr);"
    // "-/* Compensate the all the memblock reservations (e.g. crash kernel) from the initial estimation to make sure we
    //   will initialize enough memory to boot. */"
    //
    //    section 0                          section 1
    //   |== 64 MiB crash kernel ==|========|---- deferred ----
    //                                      ^ frontier, with or without the crash kernel
    // Expect reservations not to move the frontier any more. Before, 64 MiB, half a section, on top of 16 sections made 17.
    [Theory]
    [InlineData("static-reserve", 0, 16 * Section)]
    [InlineData("static-reserve", 64, 17 * Section)]
    [InlineData("v1", 0, Section)]
    [InlineData("v1", 64, Section)]
    public void Reservations_are_not_made_up_for_any_more(string policy, long reservedMiB, long frontier)
    {
        var machine = Node(4 * GiB).Reserving(new PfnRange(0, reservedMiB << 8));

        Assert.Equal(frontier, FrontierOf(machine, policy));
    }

    // "-/* Initialise at least 2G of a node [...] */ max_pgcnt = max(2UL << (30 - PAGE_SHIFT), [...]"
    //
    // Expect a node of 3 GiB to have 2 GiB, 16 sections, built early before, and one section now.
    [Theory]
    [InlineData("static-reserve", 16 * Section)]
    [InlineData("v1", Section)]
    public void There_is_no_least_size_of_2_GiB(string policy, long frontier)
    {
        Assert.Equal(frontier, FrontierOf(Node(3 * GiB), policy));
    }

    // "-/* [...] but also take into account that two large system hashes that can take up 1GB for 0.25TB/node. */
    //   (pgdat->node_spanned_pages >> 8)"
    //
    // Expect a node of 1 TiB to have 4 GiB, 32 sections, built early before, and one section now.
    [Theory]
    [InlineData("static-reserve", 32 * Section)]
    [InlineData("v1", Section)]
    public void Large_nodes_get_no_larger_share(string policy, long frontier)
    {
        Assert.Equal(frontier, FrontierOf(Node(1024 * GiB), policy));
    }

    // "-/* Determine how many pages need to be initialized durig early boot (non-deferred initialization). [...] */"
    //
    // Expect a hash that is taken early to be grown for, page for page in sections, where before all was there beforehand:
    // 256 MiB of 128 MiB that are built need one growth.
    [Fact]
    public void What_the_reserve_was_for_is_grown_on_demand()
    {
        var hash = SeedBoot.Early(order: 10, count: 64);

        Assert.Equal((16 * Section, 0, 16 * Section), SeedBoot.Of(Node(4 * GiB), InitPolicies.StaticReserve, hash).Pages());
        Assert.Equal((Section, Section, 30 * Section), SeedBoot.Of(Node(4 * GiB), InitPolicies.V1, hash).Pages());
    }

    private static MachineSpec Node(long pages) =>
        SmallMachine.With(1, (0, new PfnRange(0, pages))) with { Geometry = MemoryGeometry.X86 };

    private static long FrontierOf(MachineSpec machine, string policy) => machine.Plan(InitPolicies.Find(policy)!).Nodes[0].Frontier;
}
