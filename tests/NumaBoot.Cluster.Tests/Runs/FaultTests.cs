using System.Diagnostics;
using System.Globalization;
using NumaBoot.Cluster.Tests.Members;
using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Simulation;
using Xunit;
using Xunit.Abstractions;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>
/// Members that are killed, stopped and started again while they run a boot, with the settings that they have by default:
/// every run ends with the digest of one process. What is lost is computed again within 30 s of the fault where the machine
/// is small; a larger one is given as long as one process takes for all of it on top.
/// </summary>
[Collection(MemberCollection.Name)]
public sealed class FaultTests(ThreeMembers members, ITestOutputHelper output) : IClassFixture<ThreeMembers>
{
    private const int Downed = 4;
    private const string Small = "sockets-64";
    private const string Large = "sockets-256";

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StoppedFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ClientSilence = TimeSpan.FromSeconds(60);

    // Expect a member that has a block, but not the conductor, to be missed by nobody.
    [Fact]
    public async Task A_killed_member_is_recomputed()
    {
        int killed = Other(await members.ConductorAtAsync());

        var ran = await RunAsync(Small, () => members.All[killed].Kill());

        Assert.True(ran.Recoveries >= 1);
        await members.ReplaceAsync(killed);
    }

    // Expect the conductor to be replaced, too; and a second member to be missed as little, once the first is back.
    [Fact]
    public async Task The_host_of_the_conductor_may_be_killed_and_then_a_second_one()
    {
        foreach (int nth in new[] { 1, 2 })
        {
            int killed = await members.ConductorAtAsync();

            var ran = await RunAsync(Small, () => members.All[killed].Kill());

            Assert.True(ran.Recoveries >= 1, $"kill {nth}");
            await members.ReplaceAsync(killed);
            Assert.NotEqual(killed, await members.ConductorAtAsync());
        }
    }

    // Expect the smallest machine of two nodes to be recomputed in time as well, killed at a moment that a seed chose: runs
    // follow one another until one was hit.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_kill_at_any_moment_leaves_no_mark(int seed)
    {
        var random = new Random(seed);
        int killed = random.Next(members.All.Count);
        var until = TimeSpan.FromSeconds(1 + (4 * random.NextDouble()));
        var request = Boots.Request("two-socket", "single-writer");
        ulong digest = new BootRun().Run(request).Digest;
        var clock = Stopwatch.StartNew();
        bool isKilled = false;
        int runs = 0;
        for (int after = 0; after < 2; after += isKilled ? 1 : 0)
        {
            var began = clock.Elapsed;
            var run = members.Run(contact: (killed + 1) % members.All.Count).RunAsync(request);
            if (!isKilled && await Task.WhenAny(run, Task.Delay(Positive(until - clock.Elapsed))) != run)
            {
                members.All[killed].Kill();
                isKilled = true;
                began = clock.Elapsed;
            }

            Assert.Equal($"{digest:x16}", $"{(await run).Result.Digest:x16}");
            Tell("two-socket", clock.Elapsed - began, TimeSpan.Zero);
            runs++;
        }

        output.WriteLine($"{runs} runs, member {killed} killed after {until.TotalSeconds:0.00} s");
        await members.ReplaceAsync(killed);
    }

    // Expect the others to go on without a member that stands still for 20 s; and this one, once it runs again, to end and to
    // say why, without having harmed the run.
    [Fact]
    public async Task A_member_that_stands_still_is_left_behind()
    {
        int stopped = Other(await members.ConductorAtAsync());
        var member = members.All[stopped];
        var clock = new Stopwatch();

        var ran = await RunAsync(Small, () =>
        {
            clock.Start();
            member.Stop();
        });
        await Task.Delay(Positive(StoppedFor - clock.Elapsed));
        member.Continue();

        Assert.True(ran.Recoveries >= 1);
        Assert.Equal(Downed, await member.ExitAsync(Recovery * members.Busyness.Factor));
        Assert.Matches(@"^numaboot: stopped: .* \(this process did not run for \d+\.\d s\); start it again to join$", member.Lines[^1]);
        await members.ReplaceAsync(stopped);
    }

    // Expect each of three members to leave in its turn, its successor being ready before the next one goes, and one long run
    // to come to its end over all that.
    [Fact]
    public async Task All_members_may_be_started_again_during_a_run()
    {
        var request = Boots.Request(Large, "single-writer");
        var one = new BootRun().Run(request);
        int restarts = 0;
        var first = new TaskCompletionSource();
        ClusterResult ran;
        var run = members.Run(status => { if (status.Horizons > 0) { first.TrySetResult(); } }).RunAsync(request);
        await Task.WhenAny(first.Task, run);
        var restarting = RestartAllAsync(() => restarts++);
        int recoveries = 0;
        int runs = 0;
        do
        {
            ran = await run;
            Assert.Equal($"{one.Digest:x16}", $"{ran.Result.Digest:x16}");
            recoveries += ran.Recoveries;
            runs++;
            run = restarting.IsCompleted ? run : members.Run().RunAsync(request);
        }
        while (!run.IsCompleted || !restarting.IsCompleted);

        await restarting;
        output.WriteLine($"{restarts} restarts during {runs} runs of {Large}, {recoveries} losses recomputed");
        Assert.Equal(members.All.Count, restarts);
        Assert.True(recoveries >= 1);
    }

    // One writer for 4,096 nodes, whom every worker asks for each chunk: that takes far longer than a minute.
    // Expect a run that nobody asks for any more to be given up after a minute, and its blocks with it.
    [Fact]
    public async Task The_run_of_a_client_that_was_killed_is_given_up()
    {
        using var client = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), "run", "sockets-4096", "--policy", "v6.1", "--cluster", members.Contacts[0].ToString()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await Until.TrueAsync(() => members.All.All(member => member.Blocks() == 1), Recovery * members.Busyness.Factor, "not every member has a block");

        client.Kill();
        var clock = Stopwatch.StartNew();

        await Until.TrueAsync(
            () => members.All.All(member => member.Blocks() == 0), (ClientSilence * 1.5) + (Recovery * members.Busyness.Factor), "a member still has a block");
        output.WriteLine($"given up {clock.Elapsed.TotalSeconds:0.0} s after the end of the client; {members.Busyness}");
        Assert.Contains(members.All[await members.ConductorAtAsync()].Lines, line => line.Contains("is given up: its client has been silent for 60 s", StringComparison.Ordinal));
    }

    // Expect a client to find another member when the one that it spoke to is lost.
    [Fact]
    public async Task A_client_may_lose_the_member_that_it_speaks_to()
    {
        int contact = Other(await members.ConductorAtAsync());

        var ran = await RunAsync(Small, () => members.All[contact].Kill(), contact);

        Assert.True(ran.Recoveries >= 1);
        await members.ReplaceAsync(contact);
    }

    private int Other(int than) => (than + 1) % members.All.Count;

    private async Task RestartAllAsync(Action restarted)
    {
        for (int at = 0; at < members.All.Count; at++)
        {
            members.All[at].Terminate();
            Assert.Equal(0, await members.All[at].ExitAsync(Recovery * members.Busyness.Factor));
            await members.ReplaceAsync(at);
            restarted();
        }
    }

    /// <summary>Runs a machine, has something happen once its lanes go on, and holds the end against that of one process.</summary>
    private async Task<ClusterResult> RunAsync(string machine, Action fault, int contact = 0)
    {
        var request = Boots.Request(machine, "single-writer");
        var clock = Stopwatch.StartNew();
        var one = new BootRun().Run(request);
        var alone = clock.Elapsed;
        bool isFaulted = false;
        var run = members.Run(
            status =>
            {
                if (!isFaulted && status is { State: RunState.Running, Horizons: > 0 })
                {
                    isFaulted = true;
                    fault();
                    clock.Restart();
                }
            },
            contact);

        var ran = await run.RunAsync(request);

        Assert.True(isFaulted, "the run was over before anything happened");
        Assert.Equal($"{one.Digest:x16}", $"{ran.Result.Digest:x16}");
        Tell(machine, clock.Elapsed, machine == Small ? TimeSpan.Zero : alone);
        return ran;
    }

    private void Tell(string machine, TimeSpan took, TimeSpan alone)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{machine} ended {took.TotalSeconds:0.0} s after the fault; {members.Busyness}"));
        Assert.InRange(took, TimeSpan.Zero, (Recovery + alone) * members.Busyness.Factor);
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
