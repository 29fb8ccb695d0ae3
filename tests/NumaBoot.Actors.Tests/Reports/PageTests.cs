using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>The pages as files: whole, with the facts of <c>--json</c>, and harmless whatever names are in them.</summary>
public sealed partial class PageTests
{
    private static readonly ReportOrigin Origin = new("numaboot run two-socket", 1, [ReportInput.Of("machine", "abc")]);

    // Expect the very object that --json writes, its phases and all its nodes.
    [Fact]
    public void The_page_of_a_run_has_the_facts_of_its_json()
    {
        var result = Run("two-socket");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(RunJson.Write(result)), Data(RunReport.Write(result, Origin))["facts"]));
    }

    // Expect the same of a comparison, with as many boots to look at as policies, each with its growths.
    [Fact]
    public void The_page_of_a_comparison_has_the_facts_of_its_json()
    {
        var machine = MachineReader.Read("n4-tracebuf");
        var request = new BootRequest(machine, InitPolicies.Default, CommandLineWorkload.From(machine, KernelCommandLine.Parse(machine.CommandLine)));
        var comparison = Comparer.Run(request, [InitPolicies.V1, InitPolicies.SingleWriter], hasHistory: true);

        var data = Data(CompareReport.Write(comparison, Origin));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ComparisonJson.Write(comparison)), data["facts"]));
        var boots = data["pictures"]!["boots"]!.AsArray();
        Assert.Equal(["v1", "single-writer"], boots.Select(boot => boot!["policy"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.All(boots.Zip(comparison.Outcomes), pair => Assert.Equal(pair.Second.Growths.Count(), pair.First!["growths"]!.AsArray().Count));
        Assert.All(boots, boot => Assert.NotEmpty(boot!["nodes"]![0]!["lines"]!["free"]!["points"]!.AsArray()));
    }

    // Expect what a glance is for: that it boots, how much grew, and that the invariants held; and where it does not, why.
    [Fact]
    public void The_headline_says_what_happened()
    {
        Assert.Contains("two-socket, a machine of 2 nodes, 16 CPUs and 32.0 GiB, boots under single-writer in ", Words(RunReport.Write(Run("two-socket"), Origin)), StringComparison.Ordinal);
        Assert.Contains("Every invariant held over ", Words(RunReport.Write(Run("two-socket"), Origin)), StringComparison.Ordinal);
        Assert.Contains(
            "The machine does not boot: cpu 3 found no block of order 2 on node 1 or behind it for a buffer, after 17 of 19.",
            Words(RunReport.Write(ToldBoot.Failed, Origin)), StringComparison.Ordinal);
        Assert.Contains("Interrupted in phase ", Words(RunReport.Write(ToldBoot.Interrupted with { Phases = ToldBoot.Report.Phases }, Origin)), StringComparison.Ordinal);
    }

    // Expect names that would end an element, or be taken for a place of the page, to stay what they are: names.
    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--data--><!--scripts-->")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("<!--<script>")]
    public void A_name_does_no_harm(string name)
    {
        var result = Run("tiny");
        var named = result with { Request = result.Request with { Machine = result.Request.Machine with { Name = name } } };

        string page = RunReport.Write(named, Origin with { Command = $"numaboot run '{name}'", Inputs = [ReportInput.Of(name, "abc")] });

        string plain = RunReport.Write(result, Origin);
        Assert.Equal(Elements(plain), Elements(page), StringComparer.Ordinal);
        Assert.Equal(name, Data(page)["facts"]!["machine"]!.GetValue<string>());
        Assert.Equal($"numaboot run '{name}'", Data(page)["made"]!["command"]!.GetValue<string>());
    }

    // Expect a page that forbids itself every request, and that names no address but those of licences in its words.
    [Fact]
    public void A_page_asks_for_nothing()
    {
        string page = RunReport.Write(Run("tiny"), Origin);

        Assert.Contains("content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\"", page, StringComparison.Ordinal);
        Assert.Equal(["data:,"], Addresses().Matches(page[..page.IndexOf("<script", StringComparison.Ordinal)]).Select(match => match.Groups["address"].Value).Where(address => address[0] != '#'), StringComparer.Ordinal);
        Assert.DoesNotContain("<!--", page.Replace("<!--<script>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    // Expect where it came from: the command, the seed, and a digest that anybody can work out again.
    [Fact]
    public void A_page_says_where_it_came_from()
    {
        string page = RunReport.Write(Run("tiny"), Origin);

        Assert.Contains("<code>numaboot run two-socket</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad</code>", page, StringComparison.Ordinal);
        Assert.Equal(1, Data(page)["made"]!["seed"]!.GetValue<int>());
    }

    // Without a history there is still something to read.
    [Fact]
    public void A_boot_without_history_has_a_page()
    {
        var data = Data(RunReport.Write(Run("tiny", hasHistory: false), Origin));

        Assert.Null(data["pictures"]!["boots"]![0]!["nodes"]![0]!["lines"]);
        Assert.Equal("booted", data["facts"]!["outcome"]!.GetValue<string>());
    }

    // Many runs are told in a coarser unit: expect times to stay in order, and to be off by less than a 65,536th of the boot.
    [Fact]
    public void A_large_boot_is_told_in_a_coarser_unit()
    {
        var result = Run("tiny");
        var node = result.Plan.Nodes[0];
        var zone = node.Zones[0].Ref;
        long start = node.Layout.Start;
        var many = Enumerable.Range(0, 100_001)
            .Select(at => new FreedFrames(zone, PfnRange.Of(start, 1), FreedBy.LateInit, 0, at * result.VirtualNs / 100_001)).ToList();
        var large = result with { Histories = [new BlockHistory([], [.. many], [])] };

        var boot = Data(RunReport.Write(large, Origin))["pictures"]!["boots"]![0]!;

        long unitNs = boot["unitNs"]!.GetValue<long>();
        Assert.InRange(unitNs, Math.Max(1, result.VirtualNs / 70_000), Math.Max(1, result.VirtualNs / 65_536));
        long units = 0;
        Assert.All(boot["nodes"]![0]!["freed"]!["after"]!.AsArray().Zip(many), pair =>
        {
            units += pair.First!.GetValue<long>();
            Assert.InRange(pair.Second.AtNs - (units * unitNs), 0, unitNs - 1);
        });
    }

    private static BootResult Run(string name, bool hasHistory = true)
    {
        var machine = MachineReader.Read(name);
        return new BootRun { Observation = new BootObservation { History = hasHistory ? HistorySettings.For(machine.Nodes.Length) : null } }
            .Run(new BootRequest(machine, InitPolicies.Default, machine.OwnWorkload!));
    }

    private static JsonNode Data(string page) => JsonNode.Parse(DataElement().Match(page).Groups["data"].Value)!;

    private static string Words(string page) => page[..page.IndexOf("</header>", StringComparison.Ordinal)];

    // What the page's own text has of elements; what is in data and scripts is not looked at by a browser.
    private static IEnumerable<string> Elements(string page) =>
        ElementNames().Matches(ScriptElements().Replace(page, "<script></script>")).Select(match => match.Value);

    [GeneratedRegex("""<script type="application/json" id="report">(?<data>.*?)</script>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DataElement();

    [GeneratedRegex("<script[^>]*>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptElements();

    [GeneratedRegex("</?[a-z][a-z0-9]*|<!--")]
    private static partial Regex ElementNames();

    [GeneratedRegex("""(src|href)="(?<address>[^"]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Addresses();
}
