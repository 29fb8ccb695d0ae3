using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NumaBoot.Cluster;
using NumaBoot.Cluster.Tests.Members;

namespace NumaBoot.Benchmarks.Members;

/// <summary>Member processes on loopback, for as long as the value lives. The first is the oldest: it begins the cluster.</summary>
internal sealed class MembersUp : IAsyncDisposable
{
    private readonly ImmutableArray<int> _ports;
    private readonly List<MemberProcess> _members = [];

    /// <summary>Starts them.</summary>
    public MembersUp(int count)
    {
        _ports = [.. Enumerable.Range(0, count).Select(_ => MemberProcess.FreePort()).Order()];
        foreach (int port in _ports)
        {
            string[] join = [.. _ports.SelectMany(other => new[] { "--join", $"127.0.0.1:{Text(other)}" })];
            _members.Add(MemberProcess.Start(["--port", Text(port), .. join]));
        }
    }

    /// <summary>Where clients find them.</summary>
    public ImmutableArray<HostPort> Contacts => [.. _ports.Select(port => new HostPort("127.0.0.1", port))];

    /// <summary>Waits until all are ready and see each other.</summary>
    public async Task ReadyAsync(TimeSpan patience)
    {
        foreach (var member in _members)
        {
            await member.ReadyAsync(_members.Count, patience);
        }
    }

    /// <summary>Kills one and waits until another sees it gone.</summary>
    /// <param name="oldest">Whether the one that has the conductor; else the last.</param>
    /// <param name="patience">How long to wait.</param>
    /// <returns>How long that took, in seconds.</returns>
    public async Task<double> KillAsync(bool oldest, TimeSpan patience)
    {
        var killed = oldest ? _members[0] : _members[^1];
        var witness = oldest ? _members[^1] : _members[0];
        string address = await killed.AddressAsync();
        var clock = Stopwatch.StartNew();
        killed.Kill();
        await witness.LineAsync($"{address} is gone", patience);
        return clock.Elapsed.TotalSeconds;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
