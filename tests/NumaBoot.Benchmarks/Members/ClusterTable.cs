using System.Diagnostics;
using System.Globalization;
using System.Text;
using NumaBoot.Cluster;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Members;

/// <summary>What a cluster of three members takes: to form, to start lanes, for a window, for a boot, and to recover.</summary>
internal static class ClusterTable
{
    private const int Members = 3;
    private const int Rounds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // A run that is half through has something to recompute.
    private const long HorizonsBeforeTheKill = 250;

    /// <summary>Measures, checks that digests are those of one process, and writes the tables.</summary>
    public static async Task<string> MeasureAsync()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Members} member processes on this machine, plain TCP on loopback; one thread simulates on each.\n\n");
        double[] forming = [.. await Repeat(Rounds, FormAsync)];
        text.Append(CultureInfo.InvariantCulture, $"To form, from the start of the processes until all are ready: {Median(forming):f1} s (median of {Rounds}).\n\n");
        text.Append("| machine | deliveries | horizons | s, one process, one thread | s, three members | ms a window |\n|---|---:|---:|---:|---:|---:|\n");
        await WriteBootAsync(text, "two-socket", Rounds);
        await WriteBootAsync(text, "sockets-64", Rounds);
        await WriteBootAsync(text, "sockets-4096", rounds: 1);
        text.Append(CultureInfo.InvariantCulture, $"\nA member that is killed (kill -9) after {HorizonsBeforeTheKill} horizons of `sockets-64`, from the kill to the result; the rest of the boot with it:\n\n");
        text.Append("| killed | s | of which silence is borne and the rest agrees |\n|---|---:|---:|\n");
        await WriteKillAsync(text, "one with a block", oldest: false);
        await WriteKillAsync(text, "the one with the conductor, and a block", oldest: true);
        return text.ToString();
    }

    private static async Task<double> FormAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var members = new MembersUp(Members);
        await members.ReadyAsync(Patience);
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task WriteBootAsync(StringBuilder text, string machine, int rounds)
    {
        var request = Request(machine);
        var alone = Stopwatch.StartNew();
        var expected = new BootRun().Run(request);
        double aloneSeconds = alone.Elapsed.TotalSeconds;
        await using var members = new MembersUp(Members);
        await members.ReadyAsync(Patience);
        var results = new List<(double Seconds, double Started, long Horizons)>();
        for (int round = 0; round < rounds; round++)
        {
            results.Add(await RunAsync(members, request, expected.Digest));
        }

        double seconds = Median([.. results.Select(result => result.Seconds)]);
        double running = Median([.. results.Select(result => result.Seconds - result.Started)]);
        long horizons = results[^1].Horizons;
        text.Append(CultureInfo.InvariantCulture, $"| `{machine}` | {expected.Deliveries:n0} | {horizons:n0} | {aloneSeconds:f2} | {seconds:f2} | {running * 1000 / horizons:f2} |\n");
        Console.WriteLine($"{machine}: {aloneSeconds:f2} s alone, {seconds:f2} s on {Members}, lanes started after {results[^1].Started:f2} s");
        if (rounds == 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nThe lanes of `{machine}` had started {results[^1].Started:f1} s after the run was submitted.\n");
        }
    }

    private static async Task WriteKillAsync(StringBuilder text, string who, bool oldest)
    {
        var request = Request("sockets-64");
        var expected = new BootRun().Run(request);
        await using var members = new MembersUp(Members);
        await members.ReadyAsync(Patience);
        var isHalfThrough = new TaskCompletionSource();
        var run = RunAsync(members, request, expected.Digest, status =>
        {
            if (status.Horizons >= HorizonsBeforeTheKill)
            {
                isHalfThrough.TrySetResult();
            }
        });
        if (await Task.WhenAny(run, isHalfThrough.Task) == run)
        {
            throw new InvalidOperationException("the run was over before anybody was killed");
        }

        var clock = Stopwatch.StartNew();
        double gone = await members.KillAsync(oldest, Patience);
        await run;
        text.Append(CultureInfo.InvariantCulture, $"| {who} | {clock.Elapsed.TotalSeconds:f1} | {gone:f1} |\n");
        Console.WriteLine($"killed {who}: {clock.Elapsed.TotalSeconds:f1} s");
    }

    private static async Task<(double Seconds, double Started, long Horizons)> RunAsync(
        MembersUp members, BootRequest request, ulong digest, Action<ClientMessages.RunStatus>? progress = null)
    {
        var clock = Stopwatch.StartNew();
        double started = 0;
        var ran = await new ClusterRun
        {
            Contacts = members.Contacts,
            Progress = status =>
            {
                started = started == 0 && status.Horizons > 0 ? clock.Elapsed.TotalSeconds : started;
                progress?.Invoke(status);
            },
        }.RunAsync(request);
        return ran.Result.Digest == digest
            ? (clock.Elapsed.TotalSeconds, started, ran.Result.Horizons.All)
            : throw new InvalidOperationException($"digest {ran.Result.Digest:x16} on {Members} members, {digest:x16} in one process");
    }

    private static BootRequest Request(string machine)
    {
        var spec = MachineReader.Read(machine);
        return new BootRequest(spec, InitPolicies.Default, spec.OwnWorkload!);
    }

    private static async Task<List<double>> Repeat(int rounds, Func<Task<double>> measure)
    {
        var results = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            results.Add(await measure());
        }

        return results;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
