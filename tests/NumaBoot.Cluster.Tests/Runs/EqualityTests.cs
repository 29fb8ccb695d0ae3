using NumaBoot.Cluster.Tests.Members;
using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Lanes;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>A boot on three members, processes of their own, tells what it tells in one process.</summary>
[Collection(MemberCollection.Name)]
public sealed class EqualityTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    private const int Seeds = 10;
    private const int AtATime = 4;

    // Expect no seed to make a difference.
    [Fact]
    public Task Ten_seeds_are_the_same_on_three_members() =>
        AssertSameAsync(Enumerable.Range(1, Seeds).Select(seed => Boots.Request("two-socket", "single-writer", seed)));

    // Expect every recorded boot to be the same, those with a single node included, and those with fewer nodes than members.
    [Fact]
    public Task Every_recorded_boot_is_the_same_on_three_members() =>
        AssertSameAsync(Fixtures.Boots.Select(boot => Boots.Request(boot, "v6.1")));

    // Expect the same under these policies, under which different things are asked of other nodes.
    [Fact]
    public Task Policies_are_the_same_on_three_members() =>
        AssertSameAsync(
            from machine in new[] { "two-socket", "n4-tracebuf" }
            from policy in new[] { InitPolicies.V1, InitPolicies.V417, InitPolicies.V61, InitPolicies.SingleWriter }
            select Boots.Request(machine, policy.Name));

    // Expect the timeline to be that of one process, down to the last byte, though nothing is exported.
    [Theory]
    [InlineData("n4-tracebuf")]
    [InlineData("sockets-64")]
    public async Task A_timeline_is_the_same_on_three_members(string machine)
    {
        var request = Boots.Request(machine, "single-writer");
        var one = new BootRun { Observation = new BootObservation { Tracing = new TraceSettings(0.05, HasWork: true) } }.Run(request);

        var ran = await members.Run(tracing: new TracingWish(0.05, HasRealTime: false, "", HasWork: true)).RunAsync(request);

        Assert.NotEmpty(BootSpans.Of(ran.Result).Work);
        Assert.Equal(TimelineBytes(one), TimelineBytes(ran.Result));
    }

    // Expect no more members than there are nodes to have a part.
    [Theory]
    [InlineData("tiny", 1)]
    [InlineData("two-socket", 2)]
    [InlineData("sockets-4", 3)]
    public async Task A_machine_is_on_no_more_members_than_it_has_nodes(string machine, int expected)
    {
        var ran = await members.Run().RunAsync(Boots.Request(machine, "single-writer"));

        Assert.Equal(expected, ran.Members);
    }

    // Expect the page of a boot to be the same to the byte, with the command that reproduces it, which names no cluster.
    [Theory]
    [InlineData("two-socket", "single-writer")]
    [InlineData("sockets-4", "v6.1")]
    public async Task The_page_of_a_boot_is_the_same_on_three_members(string machine, string policy)
    {
        string[] command = ["run", machine, "--policy", policy, "--report", "-"];

        var (alone, _) = await CommandProcess.RunAsync(command);
        var (page, error) = await CommandProcess.RunAsync([.. command, "--cluster", $"{members.Contacts[1]}"]);

        Assert.StartsWith("cluster: on ", error, StringComparison.Ordinal);
        Assert.Contains("\"freed\":{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("--cluster", page, StringComparison.Ordinal);
        Assert.Equal(alone, page);
    }

    // Expect a run that is cancelled under way to tell what it found so far, and members to have nothing of it then.
    [Fact]
    public async Task A_cancelled_run_tells_how_far_it_came()
    {
        using var cancel = new CancellationTokenSource();
        var run = members.Run(status =>
        {
            if (status.Horizons > 0)
            {
                cancel.Cancel();
            }
        });

        var ran = await run.RunAsync(Boots.Request("sockets-256", "single-writer"), cancel.Token);

        Assert.Equal(BootOutcome.Interrupted, ran.Result.Outcome);
        Assert.True(ran.Result.Deliveries > 0);
        await Until.TrueAsync(() => members.All.All(member => member.Blocks() == 0), TimeSpan.FromSeconds(10) * members.Busyness.Factor, "a member still has a block");
    }

    private async Task AssertSameAsync(IEnumerable<BootRequest> requests) =>
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (request, stop) =>
        {
            var one = new BootRun().Run(request, stop);
            var ran = await members.Run().RunAsync(request, stop);

            Assert.Equal(0, ran.Recoveries);
            Assert.Equal(Bytes(one), Bytes(ran.Result with { Horizons = HorizonCounts.None }));
        });

    private static byte[] TimelineBytes(BootResult result)
    {
        using var stream = new MemoryStream();
        Timeline.Of(result).Write(stream);
        return stream.ToArray();
    }

    private static string Bytes(BootResult result) =>
        $"{result.Digest:x16} {result.Deliveries} {result.VirtualNs} {result.Outcome}\n{RunSummary.Write(result)}\n{RunJson.Write(result)}";
}
