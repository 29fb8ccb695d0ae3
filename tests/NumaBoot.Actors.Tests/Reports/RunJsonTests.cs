using System.Text.Json;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Actors.Tests.SeedPatch;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>Every property of <c>--json</c>, by its value.</summary>
public sealed class RunJsonTests
{
    // Expect the numbers of the boot that was told, each under its own name.
    [Fact]
    public void The_head_says_what_was_run_and_how_it_ended()
    {
        var json = Write(ToldBoot.Result);

        Assert.Equal("numaboot/run/1 small v1 time 7 booted", Words(json, "schema", "machine", "policy", "order", "seed", "outcome"));
        Assert.Equal("0000000000000abc 1234 9100000001 5632", Words(json, "digest", "deliveries", "virtualNs", "minFreeKiB"));
        Assert.Equal(
            "memory map 0 1000000, early boot 1000000 3000000, late init 3000000 9000000000",
            Rows(json.GetProperty("phases"), "name", "startNs", "endNs"));
        Assert.False(json.TryGetProperty("failure", out _));
    }

    // Expect early, grown and late pages, workers and time of each node, and its zones at the end of the boot.
    [Fact]
    public void Nodes_tell_what_they_did()
    {
        var nodes = Write(ToldBoot.Result).GetProperty("nodes");

        Assert.Equal(
            "0 256 512 768 2 7000000, 1 257 513 769 3 8000000",
            Rows(nodes, "nid", "earlyPages", "grownPages", "latePages", "lateWorkers", "lateNs"));
        Assert.Equal(
            "DMA 0 16 0 0 0, DMA32 16 4080 4000 1100 600, Normal 4096 4096 4095 1200 700",
            Rows(nodes[0].GetProperty("zones"), "zone", "start", "spanned", "present", "managed", "free"));
        Assert.Equal("Normal 12288 4096 4096 1300 800", Rows(nodes[1].GetProperty("zones"), "zone", "start", "spanned", "present", "managed", "free"));
    }

    // 100 + 101 requested, 90 + 91 served, 40 + 41 of these remote, 30 + 31 waited, 10 + 11 failed, 1000 + 1001 pages.
    // Expect what became of each node's allocations, and the sums for the machine.
    [Fact]
    public void Allocations_are_told_by_node_and_in_all()
    {
        var json = Write(ToldBoot.Result);
        string[] names = ["requested", "served", "remote", "waited", "failed", "pages"];

        Assert.Equal("100 90 40 30 10 1000", Words(json.GetProperty("nodes")[0].GetProperty("allocations"), names));
        Assert.Equal("101 91 41 31 11 1001", Words(json.GetProperty("nodes")[1].GetProperty("allocations"), names));
        Assert.Equal("201 181 81 61 21 2001", Words(json.GetProperty("allocations"), names));
    }

    // Expect growths of all nodes by time, each with the place in the allocation path that asked, and -1 for a frontier that
    // is none.
    [Fact]
    public void Growths_are_told_by_time()
    {
        Assert.Equal(
            "0 Normal 3 8192 8704 384 watermark 2 2000000, 1 Normal 4 8193 14000 385 rmqueue 3 2250000, 0 Normal 3 8192 -1 384 rmqueue 2 2500000",
            Rows(Write(ToldBoot.Result).GetProperty("growths"), "nid", "zone", "order", "before", "after", "pages", "reason", "cpu", "atNs"));
    }

    // v1 claims that only last zones grow, and does not claim that a page has one owner.
    // Expect both to be told, and which of them the policy promised.
    [Fact]
    public void Violations_say_whether_the_policy_promised_otherwise()
    {
        Assert.Equal(
            "one-owner page 5 has two owners False, last-zone-grows zone 0:DMA32 grows True",
            Rows(Write(ToldBoot.Result).GetProperty("violations"), "invariant", "detail", "claimed"));
    }

    // Expect the allocation that ended a boot.
    [Fact]
    public void A_failure_says_who_wanted_what()
    {
        var json = Write(ToldBoot.Failed);

        Assert.Equal("failed", json.GetProperty("outcome").GetString());
        Assert.Equal("3 a buffer 2 1 17 19", Words(json.GetProperty("failure"), "cpu", "label", "order", "nid", "got", "wanted"));
    }

    // Expect phases and violations of a boot whose actors were not asked, and nothing where only they know.
    [Fact]
    public void An_interrupted_boot_tells_how_far_it_came()
    {
        var json = Write(ToldBoot.Interrupted);

        Assert.Equal("interrupted 0", Words(json, "outcome", "minFreeKiB"));
        Assert.Equal("3 2 0 0", string.Join(' ', new[] { "phases", "violations", "nodes", "growths" }.Select(name => json.GetProperty(name).GetArrayLength())));
    }

    //    section 0          section 1          section 2          section 3
    //   |===== early =====|==== grown ====|---- late ----|---- late ----|     8 pages each
    // CPU 0 takes nine pages, one by one, before the others come up; nothing else allocates.
    // Expect the ninth to find no page free and to grow by section 1, the rest to be late, and 32 - 9 pages to be free.
    [Fact]
    public void A_boot_that_was_run_is_told_as_it_was()
    {
        var json = Write(SeedBoot.Of(SmallMachine.Of(), InitPolicies.SingleWriter, SeedBoot.Early(count: 9)).Result);

        Assert.Equal("8 8 16", Words(json.GetProperty("nodes")[0], "earlyPages", "grownPages", "latePages"));
        Assert.True(json.GetProperty("nodes")[0].GetProperty("lateNs").GetInt64() > 0);
        Assert.Equal("Normal 32 32 23", Rows(json.GetProperty("nodes")[0].GetProperty("zones"), "zone", "present", "managed", "free"));
        Assert.Equal("9 9 0 0 0 9", Words(json.GetProperty("allocations"), "requested", "served", "remote", "waited", "failed", "pages"));
        Assert.Equal("0 0 8 16 8 watermark 0", Rows(json.GetProperty("growths"), "nid", "order", "before", "after", "pages", "reason", "cpu"));
        Assert.Empty(json.GetProperty("violations").EnumerateArray());
    }

    //    section 0          section 1          section 2
    //   |===== early =====|==== grown ====|== grown |     the node ends at 20
    // Nine pages, then nine more, and the fault of 6.18.
    // Expect the frontier to be told beyond the node, and a promise of the policy to be broken by it.
    [Fact]
    public void The_fault_of_6_18_is_a_broken_promise()
    {
        var policy = InitPolicies.V61 with { Frontier = FrontierRule.RoundedUpToSection };

        var json = Write(SeedBoot.Of(SmallMachine.With(1, (0, new PfnRange(0, 20))), policy, SeedBoot.Early(count: 18)).Result);

        Assert.Equal("8 16 8, 16 24 4", Rows(json.GetProperty("growths"), "before", "after", "pages"));
        Assert.Equal(
            "frontier-true the frontier of node 0 is 24, beyond the node's end at 20 True",
            Rows(json.GetProperty("violations"), "invariant", "detail", "claimed"));
    }

    private static JsonElement Write(BootResult result) => JsonDocument.Parse(RunJson.Write(result)).RootElement;

    private static string Rows(JsonElement array, params string[] names) => string.Join(", ", array.EnumerateArray().Select(row => Words(row, names)));

    private static string Words(JsonElement json, params string[] names) => string.Join(' ', names.Select(name => json.GetProperty(name).ToString()));
}
