using NumaBoot.Reports;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>What a summary says comes from the actors' answers.</summary>
public sealed class RunSummaryTests
{
    // The plan knows of one node, 4 sections of 8 pages in one zone. The actors told of two nodes, 8,095 + 4,096 pages, 47.6 MiB, in
    // four zones, node 0 with a frontier.
    // Expect what the actors told; the number of CPUs alone is the plan's, since nodes do not tell it.
    [Fact]
    public void Nodes_zones_and_memory_are_what_the_actors_told()
    {
        string[] lines = RunSummary.Write(ToldBoot.Result).Split('\n');

        Assert.StartsWith("numaboot  small: 2 nodes, 2 CPUs, 47.6 MiB ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("policy v1   order time   seed 7", lines[0], StringComparison.Ordinal);
        Assert.Equal("  memory map         1.0 ms   4 zones, 1 deferred, 2.0 MiB built and free", lines[1]);
        Assert.Equal("  early boot         2.0 ms   grew 3 times on 2 nodes, 4.5 MiB", lines[2]);
        Assert.Equal("  late init       8997.0 ms   6.0 MiB by 5 workers, 61 allocations waited", lines[3]);
        Assert.Equal("     0   Normal       1 MiB      2 x, 2 MiB     3 MiB           90           40       10", lines[5]);
        Assert.Equal("     1   Normal     1.0 MiB    1 x, 2.0 MiB   3.0 MiB           91           41       11", lines[6]);
    }

    // Expect the machine as it was asked for where no actor was asked, and no table.
    [Fact]
    public void An_interrupted_boot_says_what_was_asked_for()
    {
        string[] lines = RunSummary.Write(ToldBoot.Interrupted).TrimEnd('\n').Split('\n');

        Assert.StartsWith("numaboot  small: 1 node, 2 CPUs, 128 KiB ", lines[0], StringComparison.Ordinal);
        Assert.Equal("  memory map         1.0 ms", lines[1]);
        Assert.Equal("  interrupted in phase late init", lines[4]);
    }

    // Expect an interrupted boot not to read like one that passed, and one delivery to be one.
    [Fact]
    public void An_interrupted_boot_has_no_verdict_over_all()
    {
        string[] lines = RunSummary.Write(ToldBoot.Interrupted with { Violations = [], Deliveries = 1 }).TrimEnd('\n').Split('\n');

        Assert.Equal("  interrupted after 1 delivery; every invariant held so far          digest 0000000000000abc", lines[^1]);
        Assert.Contains(
            "interrupted after 1,234 deliveries; 2 invariants broken so far", RunSummary.Write(ToldBoot.Interrupted), StringComparison.Ordinal);
    }

    // Expect which broken invariants the policy had promised, and the last line to count both.
    [Fact]
    public void Broken_promises_are_told_from_what_was_never_promised()
    {
        string[] lines = RunSummary.Write(ToldBoot.Result).TrimEnd('\n').Split('\n');

        Assert.Equal("  one-owner is broken (not claimed by this policy): page 5 has two owners", lines[^3]);
        Assert.Equal("  last-zone-grows is broken: zone 0:DMA32 grows", lines[^2]);
        Assert.Equal("  2 invariants broken over 1,234 deliveries          digest 0000000000000abc", lines[^1]);
    }

    // Expect a size that rounds up to the next unit to be written in it: 262,143 pages are 4 KiB less than 1 GiB.
    [Fact]
    public void A_size_never_reads_1024_of_a_unit()
    {
        Assert.Equal("1.0 GiB", Quantity.Pages(262_143));
        Assert.Equal("1023 MiB", Quantity.Pages(261_888));
        Assert.Equal("100 MiB", Quantity.Pages(25_599));
    }

    // Expect who could not get what.
    [Fact]
    public void A_machine_that_does_not_boot_says_why()
    {
        Assert.Contains(
            "  the machine does not boot: cpu 3 found no block of order 2 on node 1 or behind it for a buffer, after 17 of 19\n",
            RunSummary.Write(ToldBoot.Failed),
            StringComparison.Ordinal);
    }
}
