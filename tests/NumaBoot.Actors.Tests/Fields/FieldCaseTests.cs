using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Fields;

/// <summary>
/// What was reported from the field comes back under the policy that had the fault, and under no other: each expectation is
/// about the faults, their twins and every preset.
/// </summary>
public sealed class FieldCaseTests
{
    // 38.4 GB of trace buffers, 16 GB built.
    // Expect every reserve to run out in smp_init, and whatever grows, or builds all, to boot.
    [Fact]
    public void Trace_buffers_are_too_much_for_every_static_reserve()
    {
        AssertFails(FieldCases.TraceBuffers, "trace buffer of cpu ", "v4.2-fixed-reserve", "v4.6-uncounted-reserve", "static-reserve");
    }

    // 4 GiB reserved at 128 MB in the only zone.
    // Expect reserves that do not count it to have the 110016 kB of the report and no page for kthreadd, and the one that
    // does to have 2 GiB.
    [Fact]
    public void A_crash_kernel_takes_all_of_a_reserve_that_does_not_count_it()
    {
        AssertFails(FieldCases.CrashKernel, "stack of kthreadd's first child", "v4.2-fixed-reserve", "v4.6-uncounted-reserve");
        Assert.Equal(110_016, ManagedKiB("v4.2-fixed-reserve"));
        Assert.Equal(110_016, ManagedKiB("v4.6-uncounted-reserve"));
        Assert.InRange(ManagedKiB("static-reserve"), 2 << 20, (2 << 20) + (16 << 10));

        static long ManagedKiB(string policy) =>
            MemoryGeometry.KiBOf(FieldBoots.ManagedPages(FieldBoots.Of(FieldCases.CrashKernel, policy), SnapshotPoints.AfterMemblockFreeAll));
    }

    // Hashes of 32 GiB over 16 nodes.
    // Expect 2 GiB a node to be used up by them, node/256 not; and the managed kilobytes of the report, node by node.
    [Fact]
    public void Large_hashes_are_too_much_for_two_gigabytes_a_node()
    {
        AssertFails(FieldCases.LargeHashes, "a slab for memory blocks", "v4.2-fixed-reserve");
        var snapshot = FieldBoots.Of(FieldCases.LargeHashes, "v4.2-fixed-reserve").Result.Report!.Snapshots[^1];
        Assert.Equal([15_896, 1_333_604, 2_097_148], snapshot.Nodes[0].Zones.Select(zone => MemoryGeometry.KiBOf(zone.ManagedPages)));
        Assert.Equal(
            [2_228_220, .. Enumerable.Repeat(2_097_152L, 14)],
            snapshot.Nodes.Skip(1).Select(node => MemoryGeometry.KiBOf(node.Zones.Single().ManagedPages)));
    }

    // A zone with nothing free and nothing to grow.
    // Expect the growth that says yes for ever to hang, and nothing else: all others go on to DMA32.
    [Fact]
    public void An_empty_zone_hangs_the_growth_that_says_yes_for_ever()
    {
        AssertFails(FieldCases.EmptyZone, failure: null, "v5.2-endless-growth");
        var hung = FieldBoots.Of(FieldCases.EmptyZone, "v5.2-endless-growth");
        Assert.Equal(Invariant.BootCompletes, Assert.Single(hung.Broken));
        Assert.Equal(BootOutcome.Failed, hung.Result.Outcome);
    }

    // Of node 2 the first region, 328 GiB, does not reach the node's end.
    // Expect the fault to build just that region more than its twin, and the map to take what these pages cost: 2.0 s where
    // a page costs what it did on the machine of the report.
    [Fact]
    public void A_region_that_is_not_the_last_is_built_early_by_the_fault_alone()
    {
        const long RegionPages = 328L << 18;
        AssertFails(FieldCases.TwoRegions, failure: null);
        var fault = FieldBoots.Of(FieldCases.TwoRegions, "v5.8-by-region");
        var twin = FieldBoots.Of(FieldCases.TwoRegions, "v5.8");
        Assert.Equal(RegionPages, EarlyPages(fault) - EarlyPages(twin));
        long freeNs = CostModel.Generic.DurationNs(BootWork.FreePages, RegionPages, 1);
        long buildNs = CostModel.Generic.DurationNs(BootWork.InitialisePages, RegionPages, 1);
        Assert.InRange(FieldBoots.MemoryMapNs(fault) - FieldBoots.MemoryMapNs(twin) - freeNs, buildNs - 1_000_000, buildNs + 1_000_000);
        var reported = Comparer.Run(
            FieldBoots.Request(FieldCases.TwoRegions) with { Costs = CostModel.Generic with { InitialisePagePs = 23_160 } }, [FieldPolicies.ByRegion, InitPolicies.V58]);
        Assert.InRange(FieldBoots.MemoryMapNs(reported.Outcomes[0]) - FieldBoots.MemoryMapNs(reported.Outcomes[1]) - freeNs, 1_995_000_000, 2_010_000_000);
        Assert.All(
            new[] { "v1", "v3", "v4.17", "v5.8", "v6.1", "single-writer" },
            policy => Assert.Equal(EarlyPages(twin), EarlyPages(FieldBoots.Of(FieldCases.TwoRegions, policy))));

        static long EarlyPages(PolicyOutcome outcome) => outcome.Result.Report!.Nodes.Sum(node => node.EarlyPages);
    }

    // 256 CPUs, each with a list of each of four zones.
    // Expect both zones Normal to keep the batch of a single section under the fault, and that of a large zone under all
    // presets; DMA32 has it in either case.
    [Fact]
    public void Page_lists_that_are_sized_once_stay_small()
    {
        AssertFails(FieldCases.PageLists, failure: null);
        Assert.Equal([new PageListSize(28, 7), new PageListSize(28, 7)], Lists("v4.17-lists-once"));
        Assert.All(InitPolicies.All, policy => Assert.All(Lists(policy.Name), list => Assert.True(list is { Batch: 63, High: > 252 }, $"{policy.Name}: {list}")));
        Assert.All(FieldCases.PageLists.Policies, policy => Assert.Equal(63, FieldBoots.Zone(FieldBoots.Of(FieldCases.PageLists, policy.Name), 0, ZoneKind.Dma32).PageList.Batch));

        // Each CPU takes 1,024 pages: 147 refills instead of 17, and as many ways back.
        long more = FieldBoots.Of(FieldCases.PageLists, "v4.17-lists-once").Result.Deliveries - FieldBoots.Of(FieldCases.PageLists, "v4.17").Result.Deliveries;
        Assert.InRange(more, 256 * (147 - 17) * 2, 256 * (147 - 17) * 4);

        static PageListSize[] Lists(string policy) =>
            [.. new[] { 0, 1 }.Select(nid => FieldBoots.Zone(FieldBoots.Of(FieldCases.PageLists, policy), nid, ZoneKind.Normal).PageList)];
    }

    // 44,205 pages are freed late, 256 of them below the frontier of those who defer.
    // Expect the zones of the report, with what it lacks lost by every kernel that defers, told by node and invariant; and
    // nothing lost where all is built early, or where the freeing waits.
    [Theory]
    [InlineData("eager", 0)]
    [InlineData("static-reserve", 0)]
    [InlineData("v1", 43_949)]
    [InlineData("v3", 43_949)]
    [InlineData("v4.17", 43_949)]
    [InlineData("v5.8", 43_949)]
    [InlineData("v6.1", 43_949)]
    [InlineData("v6.1-frees-after", 0)]
    [InlineData("single-writer", 0)]
    public void What_is_freed_late_is_lost_above_the_frontier(string policy, long lost)
    {
        var outcome = FieldBoots.Of(FieldCases.FreedLate, policy);

        Assert.True(outcome.Boots);
        Assert.Equal(lost, outcome.LostPages);
        Assert.Equal(lost > 0 ? new[] { Invariant.NoPageLost } : [], outcome.Broken.AsEnumerable());
        Assert.Empty(outcome.Result.BrokenClaims);
        Assert.Equal(3_840, FieldBoots.Zone(outcome, 0, ZoneKind.Dma).ManagedPages);
        Assert.Equal((246_652, 245_868, 222_816 - lost), Dma32(outcome));

        static (long Spanned, long Present, long Managed) Dma32(PolicyOutcome outcome)
        {
            var zone = FieldBoots.Zone(outcome, 0, ZoneKind.Dma32);
            return (zone.Layout.Span.Pages, zone.Layout.PresentPages, zone.ManagedPages);
        }
    }

    // 140 MiB are freed late, all above the frontier.
    // Expect whoever defers to lose them, unless the freeing waits.
    [Theory]
    [InlineData("eager", 0)]
    [InlineData("static-reserve", 0)]
    [InlineData("v1", 140)]
    [InlineData("v4.17", 140)]
    [InlineData("v6.1", 140)]
    [InlineData("v6.1-frees-after", 0)]
    [InlineData("single-writer", 0)]
    public void A_guest_of_512_megabytes_loses_more_than_a_quarter(string policy, long lostMiB)
    {
        var outcome = FieldBoots.Of(FieldCases.FreedLate512M, policy);

        Assert.True(outcome.Boots);
        Assert.Equal(lostMiB << 8, outcome.LostPages);
        Assert.Empty(outcome.Result.BrokenClaims);
    }

    /// <summary>Of all policies of a case those that are named do not boot, and the others do.</summary>
    private static void AssertFails(FieldCase field, string? failure, params string[] failing)
    {
        var outcomes = FieldBoots.All(field).Outcomes;
        Assert.Equal(failing, outcomes.Where(outcome => !outcome.Boots).Select(outcome => outcome.Policy.Name), StringComparer.Ordinal);
        Assert.All(outcomes.Where(outcome => !outcome.Boots), outcome => Assert.StartsWith(failure ?? "", outcome.Failure?.Label ?? "", StringComparison.Ordinal));
        Assert.All(outcomes, outcome => Assert.Empty(outcome.Result.BrokenClaims));
        Assert.Superset(InitPolicies.All.ToHashSet(), outcomes.Select(outcome => outcome.Policy).ToHashSet());
    }
}
