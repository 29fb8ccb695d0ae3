using System.Net;
using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Members that find each other, and one that leaves.</summary>
[Collection(MemberCollection.Name)]
public sealed class FormationTests
{
    // Expect one cluster of three within 30 s, though all start at the same time and each has the list in another order; and
    // each to be started, alive and ready.
    [Fact]
    public async Task Three_members_that_list_one_another_form_one_cluster()
    {
        await using var members = await MemberProcesses.FormAsync(3, TimeSpan.FromSeconds(30));

        foreach (var member in members.All)
        {
            Assert.Equal((HttpStatusCode.OK, "Healthy\n"), await member.HealthAsync("startup"));
            Assert.Equal((HttpStatusCode.OK, "Healthy\n"), await member.HealthAsync("live"));
        }
    }

    // Expect a member that was asked to end to be unready while it leaves, to be gone for the others within 10 s, and to end
    // with 0; and the others to stay ready.
    [Fact]
    public async Task A_member_that_is_asked_to_stop_leaves_first()
    {
        await using var members = await MemberProcesses.FormAsync(3);
        var leaving = members.All[1];

        leaving.Terminate();
        await leaving.LineAsync("leaves the cluster", TimeSpan.FromSeconds(5));
        var ready = await leaving.HealthAsync("ready");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: it is leaving\n"), ready);
        await Task.WhenAll(members.All.Where(member => member != leaving).Select(member => member.ReadyAsync(2, TimeSpan.FromSeconds(10))));
        Assert.Equal(0, await leaving.ExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("numaboot: left the cluster", leaving.Lines[^1]);
    }

    // Expect one that joins nobody to begin a cluster, on a free port that it tells, and one that knows the first by the name
    // of the machine's loopback to join it.
    [Fact]
    public async Task A_member_that_joins_nobody_begins_a_cluster()
    {
        await using var first = MemberProcess.Start("--port", "0");
        string address = await first.AddressAsync();
        await first.ReadyAsync(1, TimeSpan.FromSeconds(20));
        await using var second = MemberProcess.Start("--port", "0", "--join", address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        await second.ReadyAsync(2, TimeSpan.FromSeconds(20));
        await first.ReadyAsync(2, TimeSpan.FromSeconds(20));

        Assert.Contains($"numaboot: joins {address}", second.Lines, StringComparer.Ordinal);
        Assert.Contains("numaboot: is to bind any free port of 127.0.0.1, known to others as the same port of 127.0.0.1", first.Lines, StringComparer.Ordinal);
    }

    // Expect one whose first contact is not there to be alive, neither started nor ready, and to give up in the time it has.
    [Fact]
    public async Task A_member_that_finds_nobody_gives_up()
    {
        await using var lonely = MemberProcess.Start("--port", "0", "--join", $"127.0.0.1:{MemberProcess.FreePort()}", "--join-within", "6s");

        var started = await lonely.HealthAsync("startup");
        var live = await lonely.HealthAsync("live");
        var ready = await lonely.HealthAsync("ready");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: it has not joined\n"), started);
        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: it has not joined\n"), ready);
        Assert.Equal(3, await lonely.ExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("let this one in within 6 s", lonely.Lines[^1], StringComparison.Ordinal);
    }
}
