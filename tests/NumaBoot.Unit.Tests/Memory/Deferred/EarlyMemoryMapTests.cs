using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Deferred;

/// <summary>Where the early memory map stops.</summary>
public sealed class EarlyMemoryMapTests
{
    private const long Section = 32768;
    private const long GiB = 1L << 18;

    //   |= section =|= up to the boundary ...
    // Expect a node that begins on a section boundary to build exactly one section.
    [Fact]
    public void A_node_on_a_boundary_builds_one_section() =>
        Assert.Equal((16 * GiB) + Section, Frontier(InitPolicies.V61, new PfnRange(16 * GiB, 20 * GiB)));

    //        start +1                 1st boundary      2nd boundary
    //   |----|=========================|=================|
    // Expect a node that begins one page after a boundary to build up to the second boundary: the first comes before a
    // section's worth is counted.
    [Fact]
    public void A_node_behind_a_boundary_builds_up_to_the_next_but_one() =>
        Assert.Equal((16 * GiB) + (2 * Section), Frontier(InitPolicies.V61, new PfnRange((16 * GiB) + 1, 20 * GiB)));

    // Expect a node of at most a section to be built whole.
    [Fact]
    public void A_small_node_defers_nothing() =>
        Assert.Equal(NumaBoot.Memory.Frontier.None, Frontier(InitPolicies.V61, PfnRange.Of(16 * GiB, Section)));

    // Expect everything.
    [Fact]
    public void Eager_defers_nothing() =>
        Assert.Equal(NumaBoot.Memory.Frontier.None, Frontier(InitPolicies.Eager, new PfnRange(16 * GiB, 64 * GiB)));

    // Expect 2 GiB of a node of 64 GiB, and 1/256, 4 GiB, of one of 1 TiB.
    [Theory]
    [InlineData(64, 2)]
    [InlineData(1024, 4)]
    public void The_static_reserve_is_two_gibibytes_or_a_256th(long nodeGiB, long reserveGiB) =>
        Assert.Equal(
            (1024 + reserveGiB) * GiB,
            Frontier(InitPolicies.StaticReserve, PfnRange.Of(1024 * GiB, nodeGiB * GiB)));

    // Expect a crash kernel of 1 GiB that begins in the reserve to lengthen it by 1 GiB, and one above it not to.
    [Theory]
    [InlineData(17, 3)]
    [InlineData(40, 2)]
    public void The_static_reserve_makes_up_for_reservations(long crashGiB, long reserveGiB) =>
        Assert.Equal(
            (16 + reserveGiB) * GiB,
            Frontier(InitPolicies.StaticReserve, new PfnRange(16 * GiB, 64 * GiB), PfnRange.Of(crashGiB * GiB, GiB)));

    //   0        4 GiB            16 GiB
    //   |= DMA32 =|= 1 =|--- Normal, deferred ---|
    // Expect low zones to be built whatever they hold, and only the last one to stop.
    [Fact]
    public void Low_zones_are_never_deferred() =>
        Assert.Equal((4 * GiB) + Section, Frontier(InitPolicies.V61, new PfnRange(1, 16 * GiB)));

    private static long Frontier(InitPolicy policy, PfnRange node, params PfnRange[] reserved)
    {
        var memblock = new MemblockMap();
        memblock.Add(Bytes(node.Start), Bytes(node.End), nid: 0);
        foreach (var frames in reserved)
        {
            memblock.Reserve(Bytes(frames.Start), Bytes(frames.End));
        }

        var layout = ZoneSizing.LayOut(memblock, [0], ZoneLimits.X86, MovableRequest.None, MemoryGeometry.X86)[0];
        return EarlyMemoryMap.FrontierOf(layout, [node], memblock, policy, MemoryGeometry.X86);
    }

    private static ulong Bytes(long pfn) => (ulong)pfn << MemoryGeometry.PageShift;
}
