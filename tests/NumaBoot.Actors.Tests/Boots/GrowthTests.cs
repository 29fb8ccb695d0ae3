using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>When zones grow, how often, and to where: held against every call of deferred_grow_zone that was recorded.</summary>
public sealed class GrowthTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    public static TheoryData<string> BootsThatDidNotGrow =>
        [.. Fixtures.Boots.Where(boot => !Rows(boot).Any())];

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect every recorded growth, given the state before it, to leave frontier, answer, managed and free blocks as the
    // kernel did.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Every_recorded_growth_is_repeated_to_the_block(string boot)
    {
        var plan = BootPlan.Make(
            BareBoot.Machine(boot), InitPolicies.V61, NumaBoot.Machines.Workload.None, MovableRequest.None);
        var differences = new List<string>();
        foreach (var row in Rows(boot))
        {
            var zone = plan.Nodes.Single(node => node.Nid == row.Nid).LastZone!;
            Assert.Equal(row.Zone, zone.Ref.Kind.Name());
            var growth = GrowthPlanner.Plan(zone.FreeFrames, zone.Layout.Span.End, row.Before, row.Order, InitPolicies.V61, MemoryGeometry.X86);
            var pool = new ZonePool(zone.Layout, MemoryGeometry.X86, row.ManagedBefore);
            foreach (var range in growth.Built)
            {
                pool.AddManaged(range);
            }

            Assert.Equal(row.After, Frontier.Printed(growth.FrontierAfter));
            Assert.Equal(row.Returned, growth.Grew);
            Assert.Equal(row.ManagedAfter, pool.ManagedPages);
            if (row.FreeBefore is { } before && row.FreeAfter is { } after)
            {
                var added = pool.Free.Counts().Zip(before, (ours, was) => ours + was);
                if (!added.SequenceEqual(after))
                {
                    differences.Add($"growth {row.Sequence}: the kernel has {string.Join(' ', after)}, we have {string.Join(' ', added)}");
                }
            }
        }

        Assert.Empty(differences);
    }

    // Expect the machine whose ring buffers overflow a section on four nodes to grow on each as often as the kernel did.
    [Fact]
    public void Ring_buffers_on_four_nodes_grow_the_zones_that_the_kernel_grew()
    {
        var result = BareBoot.Run("n4-tracebuf", InitPolicies.V61);

        var ours = result.Report!.Nodes.Select(node => (node.Nid, node.Growths.Length));
        var real = Rows("n4-tracebuf").GroupBy(row => row.Nid).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));
        Assert.Equal(real, ours);
    }

    // One node with 400 MiB of trace buffer for each of four CPUs. Expect every growth to begin and end where the kernel's
    // did, and to be asked for in the same place: three with no page free, and nine because what is free is in small blocks
    // of another type.
    [Fact]
    public void A_large_ring_buffer_on_one_node_grows_it_where_and_why_the_kernel_did()
    {
        var result = BareBoot.Run("n1-tracebuf-8g", InitPolicies.V61);

        var ours = result.Report!.Nodes.Single().Growths.Select(growth => (growth.Before, growth.After, growth.Reason));
        Assert.Equal(Rows("n1-tracebuf-8g").Select(row => (row.Before, row.After, row.Reason)), ours);
    }

    // Expect nothing to grow where the kernel had nothing to grow for.
    [Theory]
    [MemberData(nameof(BootsThatDidNotGrow))]
    public void A_boot_that_did_not_grow_does_not_grow(string boot)
    {
        var result = BareBoot.Run(boot, InitPolicies.V61);

        Assert.Empty(result.Report!.Nodes.SelectMany(node => node.Growths));
    }

    // Expect every policy to bring the machine up in the order of time, with what it claims unbroken.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_policy_boots_the_machine_with_ring_buffers(string policy)
    {
        var result = BareBoot.Run("n4-tracebuf", InitPolicies.Find(policy)!);

        Assert.True(result.Booted);
        Assert.Empty(result.BrokenClaims);
        Assert.Equal(policy is "eager" or "static-reserve", !result.Report!.Nodes.Any(node => node.Growths.Length > 0));
    }

    private static IEnumerable<Row> Rows(string boot)
    {
        string[] lines = Fixtures.Read(boot, "grow.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split('\t').ToList();
        return lines.Skip(1).Select(line => Parse(columns, line.Split('\t')));
    }

    private static Row Parse(List<string> columns, string[] cells)
    {
        string Cell(string name) => cells[columns.IndexOf(name)];
        long Number(string name) => long.Parse(Cell(name), CultureInfo.InvariantCulture);
        ImmutableArray<long>? Counts(string name) => columns.Contains(name)
            ? [.. Cell(name).Split(',').Select(count => long.Parse(count, CultureInfo.InvariantCulture))]
            : null;
        return new Row(
            Number("seq"), (int)Number("nid"), Cell("zone"), (int)Number("order"), Number("first_deferred_pfn_before"),
            Number("first_deferred_pfn_after"), Number("returned") == 1, Number("managed_before"), Number("managed_after"),
            Counts("nr_free_before"), Counts("nr_free_after"), Cell("caller") == "rmqueue" ? GrowthReason.Rmqueue : GrowthReason.Watermark);
    }

    private sealed record Row(
        long Sequence, int Nid, string Zone, int Order, long Before, long After, bool Returned, long ManagedBefore,
        long ManagedAfter, ImmutableArray<long>? FreeBefore, ImmutableArray<long>? FreeAfter, GrowthReason Reason);
}
