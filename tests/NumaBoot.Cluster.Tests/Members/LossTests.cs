using System.Diagnostics;
using System.Net;
using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Members that are lost, with the settings that a member has by default.</summary>
[Collection(MemberCollection.Name)]
public sealed class LossTests
{
    private const int Downed = 4;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    // Expect a killed member to be gone for the two others within 30 s, these to be ready, and remoting not to tell of each call
    // that the lost one did not answer.
    [Fact]
    public async Task A_killed_member_is_removed_by_the_others()
    {
        await using var members = await MemberProcesses.FormAsync(3);
        string lost = await members.All[0].AddressAsync();

        members.All[0].Kill();

        await Task.WhenAll(members.All.Skip(1).Select(member => member.ReadyAsync(2, Recovery)));
        Assert.All(members.All.Skip(1), member => Assert.Contains($"numaboot: {lost} does not answer; 3 members", member.Lines, StringComparer.Ordinal));
        Assert.All(members.All.Skip(1), member => Assert.DoesNotContain("AssociationError", member.Text, StringComparison.Ordinal));
    }

    // Expect a member that was stopped for 20 s to be removed by the others, and to say, once it runs again, why it ends.
    [Fact]
    public async Task A_member_that_was_stopped_for_long_ends_itself()
    {
        await using var members = await MemberProcesses.FormAsync(3);
        var stopped = members.All[2];
        var clock = Stopwatch.StartNew();

        stopped.Stop();
        await Task.WhenAll(members.All.Take(2).Select(member => member.ReadyAsync(2, TimeSpan.FromSeconds(20))));
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, 20 - clock.Elapsed.TotalSeconds)));
        stopped.Continue();

        Assert.Equal(Downed, await stopped.ExitAsync(Recovery));
        Assert.Matches(@"^numaboot: stopped: .* \(this process did not run for (19|2\d)\.\d s\); start it again to join$", stopped.Lines[^1]);
        await Task.WhenAll(members.All.Take(2).Select(member => member.ReadyAsync(2, TimeSpan.FromSeconds(1))));
    }

    // Expect the survivor of two to stop when the other one had the lower address, since neither is a majority then; and to go
    // on when its own is the lower. So two are no safer than one.
    [Fact]
    public async Task Of_two_members_only_the_one_with_the_lower_address_survives_the_other()
    {
        await using var one = await MemberProcesses.FormAsync(2);
        await using var other = await MemberProcesses.FormAsync(2);

        one.All[0].Kill();
        other.All[1].Kill();

        Assert.Equal(Downed, await one.All[1].ExitAsync(Recovery));
        Assert.Contains("it reaches 1 of 2 members, itself included", one.All[1].Lines[^1], StringComparison.Ordinal);
        await other.All[0].ReadyAsync(1, Recovery);
    }

    // Expect a member that reaches only itself of three not to be ready, well before it ends.
    [Fact]
    public async Task A_member_without_majority_is_not_ready()
    {
        await using var members = await MemberProcesses.FormAsync(3);
        var last = members.All[0];

        members.All[1].Kill();
        members.All[2].Kill();
        var ready = await last.HealthAsync("ready", "it reaches 1 of 3 members", Recovery);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: it reaches 1 of 3 members, itself included\n"), ready);
        Assert.Equal(Downed, await last.ExitAsync(Recovery));
        Assert.Contains("this side of a partition is the smaller one", last.Lines[^1], StringComparison.Ordinal);
    }
}
