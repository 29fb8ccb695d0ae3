using System.Globalization;
using NumaBoot.Cluster.Tests.Members;
using NumaBoot.Cluster.Tests.Runs;
using NumaBoot.Cluster.Tests.Wire;
using Xunit;

namespace NumaBoot.Cluster.Tests.Metrics;

/// <summary><c>/metrics</c> of members, as Prometheus reads it.</summary>
[Collection(MemberCollection.Name)]
public sealed class MemberMetricsTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    // Expect what a run came to on three members to be, summed up, what its report says; the cluster as each sees it; actors of
    // the members themselves; and nothing of the web server.
    [Fact]
    public async Task A_run_is_counted_where_its_lanes_are()
    {
        var before = await ReadAllAsync();
        var ran = await members.Run().RunAsync(Boots.Request("n4-tracebuf", "single-writer"), CancellationToken.None);
        var after = await ReadAllAsync();

        double Counted(string series) => Sum(after, series) - Sum(before, series);
        var report = ran.Result.Report!;
        Assert.Equal(report.Nodes.Sum(node => node.LatePages), Counted("""numaboot_phase="late_init" """.Trim()));
        Assert.Equal(report.Nodes.Sum(node => node.GrownPages), Counted("""numaboot_phase="growth" """.Trim()));
        Assert.Equal(report.Nodes.Sum(node => node.Growths.Length), Counted("numaboot_growths_total{"));
        Assert.Equal(report.Nodes.Sum(node => node.Allocations.Served), Counted("numaboot_allocations_total{"));
        Assert.Equal(ran.Result.Deliveries, Counted("numaboot_deliveries_total"));
        Assert.Equal(ran.Result.Horizons.All, Counted("numaboot_horizons_total{"));
        Assert.Equal(1, Counted("numaboot_runs_total{"));
        Assert.True(Counted("numaboot_lanes_crossed_total") > 0);
        Assert.True(Counted("numaboot_wait_seconds_count{") > 0);
        foreach (var member in after)
        {
            Assert.Equal(3, Sum([member], """akka_cluster_status="up" """.Trim()));
            Assert.Equal(4, member.Count(pair => pair.Key.StartsWith("akka_cluster_members{", StringComparison.Ordinal)));
            Assert.True(Value(member, "akka_messages_recv_total{", "\"MemberBlocks\"") > 0);
            Assert.True(Value(member, "akka_messages_latency_seconds_count{", "\"ClusterCoreDaemon\"") > 0);
            Assert.True(Value(member, "akka_actor_live{", "\"Front\"") == 1);
            Assert.DoesNotContain(member.Keys, series => series.StartsWith("http_", StringComparison.Ordinal) || series.StartsWith("kestrel_", StringComparison.Ordinal));
        }
    }

    // Expect a run to be seen while it goes on: boots in hand and lanes of it on each member; and nothing of it to stand after.
    [Fact]
    public async Task A_run_is_seen_while_it_goes_on()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var run = members.Run().RunAsync(Boots.Request("sockets-1024", "single-writer"), enough.Token);
        var seen = new HashSet<int>();
        double free = 0;
        await Until.TrueAsync(
            () =>
            {
                var all = ReadAllAsync().GetAwaiter().GetResult();
                seen.UnionWith(Enumerable.Range(0, all.Count).Where(at => Sum([all[at]], "numaboot_runs_active") == 1 && Sum([all[at]], "numaboot_lanes{") > 300));
                free = Math.Max(free, Sum(all, "numaboot_pages_free"));
                return (seen.Count == 3 && free > 0) || run.IsCompleted;
            },
            TimeSpan.FromMinutes(1), "the run was not seen on every member");
        await enough.CancelAsync();
        await Task.WhenAny(run);

        Assert.Equal(3, seen.Count);
        Assert.True(free > 0);
        await Until.TrueAsync(
            () => ReadAllAsync().GetAwaiter().GetResult() is var all && Sum(all, "numaboot_runs_active") + Sum(all, "numaboot_lanes{") + Sum(all, "numaboot_pages_free") == 0,
            TimeSpan.FromMinutes(1), "the run still stands");
    }

    private async Task<IReadOnlyList<Dictionary<string, double>>> ReadAllAsync() => await Task.WhenAll(members.All.Select(ReadAsync));

    private static async Task<Dictionary<string, double>> ReadAsync(MemberProcess member)
    {
        string url = (await member.LineAsync("metrics at ", TimeSpan.FromSeconds(30))).Split(' ')[^1];
        string text = await Http.GetStringAsync(new Uri(url));
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')],
            line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }

    private static double Sum(IEnumerable<Dictionary<string, double>> all, string part) =>
        all.Sum(member => member.Where(pair => pair.Key.Contains(part, StringComparison.Ordinal) && !pair.Key.StartsWith("numaboot_phase_start", StringComparison.Ordinal)).Sum(pair => pair.Value));

    private static double Value(Dictionary<string, double> member, string start, string part) =>
        member.Where(pair => pair.Key.StartsWith(start, StringComparison.Ordinal) && pair.Key.Contains(part, StringComparison.Ordinal)).Sum(pair => pair.Value);
}
