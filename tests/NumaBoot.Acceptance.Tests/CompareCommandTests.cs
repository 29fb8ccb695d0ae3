using System.Globalization;
using System.Text.Json;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot compare</c> as a black box.</summary>
public sealed class CompareCommandTests
{
    private static readonly string FieldCase = Path.Combine(Fixtures.Root, "examples", "field-case.json");

    // The machine of the field report: 384 CPUs want 100 MB each before late init.
    // Expect all presets in their order, the static reserve not to boot and to say which allocation failed, all others to
    // boot, and the command to succeed, since that is what it was asked.
    [Fact]
    public void Every_preset_boots_and_one_does_not()
    {
        var result = Command.Run("compare", FieldCase, "--json", "-");

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        using var json = JsonDocument.Parse(result.Output);
        JsonElement[] policies = [.. json.RootElement.GetProperty("policies").EnumerateArray()];
        Assert.Equal(InitPolicies.All.Select(policy => policy.Name), policies.Select(policy => policy.GetProperty("policy").GetString()!), StringComparer.Ordinal);
        Assert.Equal(["static-reserve"], policies.Where(policy => !policy.GetProperty("boots").GetBoolean()).Select(policy => policy.GetProperty("policy").GetString()!), StringComparer.Ordinal);
        var failed = policies.Single(policy => !policy.GetProperty("boots").GetBoolean());
        Assert.StartsWith("trace buffer of cpu ", failed.GetProperty("failure").GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("lateInitNs").ValueKind);
        Assert.Equal(["no-needless-failure", "no-needless-remote"], failed.GetProperty("broken").EnumerateArray().Select(name => name.GetString()!), StringComparer.Ordinal);
    }

    // Expect each line to say what a run under that policy says, digest and all.
    [Theory]
    [InlineData("v1")]
    [InlineData("v4.17")]
    [InlineData("single-writer")]
    public void A_line_says_what_a_run_says(string policy)
    {
        using var compared = JsonDocument.Parse(Command.Run("compare", "two-socket", "--policies", policy, "--costs", "zen", "--threads", "2", "--json", "-").Output);
        using var run = JsonDocument.Parse(Command.Run("run", "two-socket", "--policy", policy, "--costs", "zen", "--init-threads", "2", "--json", "-").Output);

        var line = compared.RootElement.GetProperty("policies")[0];
        var all = run.RootElement.GetProperty("allocations");
        JsonElement[] phases = [.. run.RootElement.GetProperty("phases").EnumerateArray()];
        JsonElement[] growths = [.. run.RootElement.GetProperty("growths").EnumerateArray()];
        JsonElement[] nodes = [.. run.RootElement.GetProperty("nodes").EnumerateArray()];
        long smpNs = Phase("all CPUs").GetProperty("startNs").GetInt64();
        Assert.Equal("zen", run.RootElement.GetProperty("costs").GetString());
        Assert.Equal(smpNs, line.GetProperty("smpInitNs").GetInt64());
        Assert.Equal(Phase("late init").GetProperty("endNs").GetInt64() - Phase("late init").GetProperty("startNs").GetInt64(), line.GetProperty("lateInitNs").GetInt64());
        Assert.Equal(run.RootElement.GetProperty("virtualNs").GetInt64(), line.GetProperty("bootNs").GetInt64());
        Assert.Equal(growths.Length, line.GetProperty("growths").GetInt32());
        Assert.Equal(
            nodes.Sum(node => node.GetProperty("earlyPages").GetInt64())
                + growths.Where(growth => growth.GetProperty("atNs").GetInt64() <= smpNs).Sum(growth => growth.GetProperty("pages").GetInt64()),
            line.GetProperty("pagesBeforeSmp").GetInt64());
        Assert.All(new[] { "requested", "failed", "waited", "remote" }, name => Assert.Equal(all.GetProperty(name).GetInt64(), line.GetProperty(name).GetInt64()));

        JsonElement Phase(string name) => phases.Single(phase => phase.GetProperty("name").GetString() == name);
    }

    // Expect what one thread has to do to take about as long as two need twice, and one thread to be no other than a policy
    // that has no more.
    [Fact]
    public void Threads_a_node_are_a_what_if()
    {
        long one = LateInitNs("v6.1", "--threads", "1");
        long two = LateInitNs("v6.1", "--threads", "2");
        long eight = LateInitNs("v6.1", "--seed", "1");

        Assert.InRange(two, one * 45 / 100, one * 65 / 100);
        Assert.True(eight < two, $"{eight} ns by eight, {two} ns by two");
        Assert.Equal(one, LateInitNs("v6.1", "--init-threads", "1"));
        Assert.Equal(LateInitNs("v4.17", "--seed", "1"), LateInitNs("v4.17", "--threads", "1"));
    }

    // 8 CPUs a node in place of 48 want a sixth of the buffers: what had not room enough has it now. And a node with twice the
    // memory takes twice as long.
    // Expect both to be seen in the outcome.
    [Fact]
    public void Cpus_and_memory_a_node_are_a_what_if()
    {
        using var fewer = JsonDocument.Parse(Command.Run("compare", FieldCase, "--cpus-per-node", "8", "--policies", "static-reserve", "--json", "-").Output);
        string log = Fixtures.Boot("n8-8g");
        long eight = LateInitNs("v4.17", log, "--memory-per-node", "8G");
        long sixteen = LateInitNs("v4.17", log, "--memory-per-node", "16G");

        Assert.True(fewer.RootElement.GetProperty("policies")[0].GetProperty("boots").GetBoolean());
        Assert.InRange((double)sixteen / eight, 1.9, 2.2);
    }

    // Expect a table with a line for each policy, the same numbers as fields of a CSV of as many columns in every line, and
    // what some policies do not claim in words.
    [Fact]
    public void The_table_and_the_fields_have_a_line_for_each_policy()
    {
        string table = Command.Run("compare", "tiny").Output;
        string[] csv = Command.Run("compare", "tiny", "--csv", "-").Output.TrimEnd('\n').Split('\n');

        Assert.Equal(InitPolicies.All.Length + 1, csv.Length);
        Assert.All(csv, line => Assert.Equal(17, line.Split(',').Length));
        Assert.All(InitPolicies.All, policy => Assert.Contains($"\n  {policy.Name,-16}yes ", table, StringComparison.Ordinal));
        Assert.Contains("  at risk in another order of messages under v3, v4.17, v5.8, v6.1: no-excess-growth, ", table, StringComparison.Ordinal);
        Assert.DoesNotContain("single-writer:", table, StringComparison.Ordinal);
    }

    // Expect the same bytes again, and with another seed other times.
    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        var first = Command.Run("compare", "two-socket", "--json", "-");

        Assert.Equal(first, Command.Run("compare", "two-socket", "--json", "-"));
        Assert.NotEqual(first, Command.Run("compare", "two-socket", "--json", "-", "--seed", "2"));
    }

    // Expect a comparison that is interrupted to say so of the boots that were not done, and not that these do not boot.
    [Fact]
    public async Task An_interrupted_comparison_does_not_take_boots_for_failed()
    {
        using var here = new Workplace();

        var result = await Terminal.InterruptAtAsync("setting out", $"compare sockets-2048 --policies v6.1,v1 --csv {Path.Combine(here.Folder, "c.csv")} --json {Path.Combine(here.Folder, "c.json")}");

        Assert.Equal(130, result.ExitCode);
        Assert.All(here.Read("c.csv").TrimEnd('\n').Split('\n').Skip(1), line => Assert.Equal("interrupted", line.Split(',')[1]));
        using var json = JsonDocument.Parse(here.Read("c.json"));
        Assert.All(json.RootElement.GetProperty("policies").EnumerateArray(), policy => Assert.Equal("interrupted", policy.GetProperty("outcome").GetString()));
        Assert.DoesNotContain("at risk", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("does not boot", result.Output, StringComparison.Ordinal);
    }

    // A trace of a machine of 2 x 1 GiB, on the same with more memory: where a page lay is not where it would lie now.
    // Expect node 1 to be asked for its pages all the same, so that it grows once, as it did.
    [Fact]
    public void A_trace_keeps_its_nodes_on_a_machine_with_other_memory()
    {
        string boot = Fixtures.Boot("n2-grow-trace");
        string[] work = ["--workload", Path.Combine(boot, "early-alloc.tsv.gz"), "--workload", Path.Combine(boot, "trace.txt.gz")];

        using var changed = JsonDocument.Parse(Command.Run(["run", boot, "--policy", "v6.1", "--memory-per-node", "8G", "--json", "-", .. work]).Output);

        Assert.Single(changed.RootElement.GetProperty("growths").EnumerateArray(), growth => growth.GetProperty("nid").GetInt32() == 1);
    }

    // Expect words and numbers that make no sense to be refused in a line.
    [Fact]
    public void Bad_words_are_refused_in_a_line()
    {
        AssertRefused("--policies: expected eager, ", "compare", "tiny", "--policies", "v1,v2");
        AssertRefused("--costs: expected generic, skylake, ", "compare", "tiny", "--costs", "granite");
        AssertRefused("--costs: expected --order time beside it, ", "run", "tiny", "--costs", "zen", "--order", "free");
        AssertRefused("--init-threads: expected a number of threads from 1 to ", "compare", "tiny", "--threads", "0");
        AssertRefused("tiny: expected a log in which nodes tell that their \"deferred pages initialised in N ms\", with N above 0, found none", "run", "tiny", "--costs", "log");
    }

    // The recorded log says that its nodes took 68 ms, 56 ms and so on, on an emulated CPU.
    // Expect costs that are fitted to it to make our nodes take about as long in the middle.
    [Fact]
    public void Costs_can_be_fitted_to_the_log()
    {
        string folder = Path.Combine(Fixtures.KernelBoots, "n4-4g");
        double[] published = [.. File.ReadLines(Path.Combine(folder, "dmesg.txt")).Where(line => line.Contains("deferred pages initialised in ", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(" in ")[1].Replace("ms", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];

        using var run = JsonDocument.Parse(Command.Run("run", folder, "--policy", "v6.1", "--costs", "log", "--json", "-").Output);

        double[] ours = [.. run.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("lateNs").GetInt64() / 1e6)];
        Assert.Equal("log", run.RootElement.GetProperty("costs").GetString());
        Assert.NotEmpty(published);
        Assert.InRange(ours.Sum(), published.Sum() * 0.8, published.Sum() * 1.2);
    }

    private static long LateInitNs(string policy, params string[] options)
    {
        using var json = JsonDocument.Parse(Command.Run(["compare", .. options[0].StartsWith('-') ? ["two-socket"] : Array.Empty<string>(), "--policies", policy, "--json", "-", .. options]).Output);
        return json.RootElement.GetProperty("policies")[0].GetProperty("lateInitNs").GetInt64();
    }

    private static void AssertRefused(string complaint, params string[] arguments)
    {
        var result = Command.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"numaboot: {complaint}", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(letter => letter == '\n'));
    }
}
