using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using NumaBoot.Cluster.Tests.Members;
using NumaBoot.Telemetry;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Cluster.Tests.Metrics;

/// <summary>The page on metrics says what is so.</summary>
public sealed partial class MetricsPageTests
{
    // Expect every instrument to stand in the table, in the order of the constants, and nothing else.
    [Fact]
    public void Every_instrument_is_explained() =>
        Assert.Equal(Constants(typeof(TelemetryNames.Instruments)), Rows().Where(row => row.Length == 4).Select(row => Word(row[0])), StringComparer.Ordinal);

    // Expect every label to be explained, once and no other, and each instrument to have only such.
    [Fact]
    public void Every_label_is_explained()
    {
        string[] labels = [.. Constants(typeof(TelemetryNames.Labels)).Distinct(StringComparer.Ordinal)];

        Assert.Equal(labels.Order(StringComparer.Ordinal), Rows().Where(row => row.Length == 2).Select(row => Word(row[0])).Order(StringComparer.Ordinal));
        Assert.Equal(
            labels.Order(StringComparer.Ordinal),
            Rows().Where(row => row.Length == 4).SelectMany(row => Words(row[2])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    // Expect what a process really serves, after a boot and a search, to have the names, the kinds and only the labels of the table.
    [Fact]
    public async Task What_is_served_is_what_is_explained()
    {
        using var instruments = new BootInstruments();
        using var server = MetricsServer.Start(instruments, 0);
        var boot = Wire.Boots.Request("tiny2", "single-writer");
        _ = new Simulation.BootRun { Threads = 2, Observation = new Simulation.BootObservation { Meter = instruments } }.Run(boot);
        using var http = new HttpClient();
        string text = await http.GetStringAsync(new Uri(server.Address));

        var rows = Rows().Where(row => row.Length == 4).ToDictionary(row => Word(row[1]), row => Words(row[2]).Select(Prometheus).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var served = Types().Matches(text).Select(match => match.Groups["name"].Value).Where(name => name != "target_info").ToHashSet(StringComparer.Ordinal);
        Assert.Empty(served.Except(rows.Keys, StringComparer.Ordinal));

        // What only clusters, restarts and searches have.
        string[] others = ["numaboot_wire_repeated_total", "numaboot_wire_refused_total", "akka_cluster_members", "akka_actor_restarts_total", "numaboot_schedules_total"];
        Assert.Empty(rows.Keys.Except(served, StringComparer.Ordinal).Except(others, StringComparer.Ordinal));
        foreach (Match series in Series().Matches(text))
        {
            string name = rows.ContainsKey(series.Groups["name"].Value) ? series.Groups["name"].Value : Suffix().Replace(series.Groups["name"].Value, "");
            string[] own = ["otel_scope_name", "otel_scope_version", "le"];
            Assert.Empty(Label().Matches(series.Groups["labels"].Value).Select(label => label.Groups[1].Value).Except(own, StringComparer.Ordinal).Except(rows[name], StringComparer.Ordinal));
        }
    }

    // A boot that is traced runs on two threads, neither of which is that of its span.
    // Expect waits to lead to its trace, and nothing to lead anywhere where there is none.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Waits_of_a_traced_boot_lead_to_its_trace(bool isTraced)
    {
        using var instruments = new BootInstruments();
        using var server = MetricsServer.Start(instruments, 0);
        using var span = new Activity("boot") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        Activity.Current = null;
        var observation = new Simulation.BootObservation { Meter = instruments, Tracing = new Simulation.TraceSettings(1), Span = isTraced ? span : null };
        _ = new Simulation.BootRun { Threads = 2, Observation = observation }.Run(Wire.Boots.Request("two-socket", "single-writer"));
        using var http = new HttpClient { DefaultRequestHeaders = { { "Accept", "application/openmetrics-text; version=1.0.0" } } };
        string text = await http.GetStringAsync(new Uri(server.Address));

        var waits = text.Split('\n').Where(line => line.StartsWith("numaboot_wait_seconds_bucket{", StringComparison.Ordinal) && line.Contains("# {", StringComparison.Ordinal)).ToList();
        Assert.Equal(isTraced, waits.Count > 0);
        Assert.All(waits, line => Assert.Contains($"trace_id=\"{span.TraceId}\",span_id=\"{span.SpanId}\"", line, StringComparison.Ordinal));
    }

    // Expect a port that is taken to be told at once.
    [Fact]
    public void A_taken_port_is_an_IOException()
    {
        using var instruments = new BootInstruments();
        using var first = MetricsServer.Start(instruments, MemberProcess.FreePort());

        Assert.Throws<IOException>(() => MetricsServer.Start(instruments, new Uri(first.Address).Port));
    }

    private static IEnumerable<string> Constants(Type names) => names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string[]> Rows() => File.ReadAllLines(Path.Combine(Fixtures.Root, "docs", "metrics.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line[2..^2].Split(" | "));

    private static string Word(string cell) => Assert.Single(Words(cell));

    private static IEnumerable<string> Words(string cell) => Quoted().Matches(cell).Select(match => match.Groups[1].Value);

    private static string Prometheus(string label) => label.Replace('.', '_');

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("^# TYPE (?<name>\\S+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Types();

    [GeneratedRegex("^(?<name>(numaboot|akka)_[a-z_]+)\\{(?<labels>[^}]*)\\} ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Series();

    [GeneratedRegex("([a-z_]+)=\"")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Suffix();
}
