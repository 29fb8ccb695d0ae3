using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Cluster.Tests.Members;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>Three members for all tests of a class; one that is lost can be started again on its port.</summary>
public sealed class ThreeMembers : IAsyncLifetime
{
    private const int Count = 3;

    private static readonly TimeSpan ToForm = TimeSpan.FromSeconds(30);

    private readonly int[] _ports = [.. Enumerable.Range(0, Count).Select(_ => MemberProcess.FreePort()).Order()];
    private readonly MemberProcess[] _members = new MemberProcess[Count];

    /// <summary>How much longer than on a machine that has nothing else to do things may take here.</summary>
    internal Busyness Busyness { get; } = Busyness.Now();

    /// <summary>What stands in their environment.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>They, in the order of their ports.</summary>
    internal IReadOnlyList<MemberProcess> All => _members;

    /// <summary>Where they are called.</summary>
    internal ImmutableArray<HostPort> Contacts => [.. _ports.Select(port => new HostPort("127.0.0.1", port))];

    /// <summary>Which of them conducts runs: the one that said so and has not ended. After a loss that takes a moment.</summary>
    internal async Task<int> ConductorAtAsync()
    {
        int[] at = [];
        await Until.TrueAsync(
            () => (at = [.. Enumerable.Range(0, Count).Where(one => HasConductor(_members[one]) && !_members[one].HasEnded())]).Length == 1,
            ToForm * Busyness.Factor, "nobody conducts runs");
        return at[0];
    }

    public async Task InitializeAsync()
    {
        for (int at = 0; at < Count; at++)
        {
            Start(at);
        }

        await FormedAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }
    }

    /// <summary>Another process in the place of one that has ended; ready in the end, as all are.</summary>
    internal async Task ReplaceAsync(int at)
    {
        await _members[at].DisposeAsync();
        Start(at);
        await FormedAsync();
    }

    /// <summary>Waits until they are one cluster.</summary>
    internal Task FormedAsync() => Task.WhenAll(_members.Select(member => member.ReadyAsync(Count, ToForm * Busyness.Factor)));

    /// <summary>The command that runs a machine on this cluster.</summary>
    internal ClusterRun Run(Action<ClientMessages.RunStatus>? progress = null, int contact = 0, TracingWish? tracing = null) => new()
    {
        Tracing = tracing,
        Contacts = [.. Contacts[contact..], .. Contacts[..contact]],
        Progress = progress,
        Patience = new ClientPatience { ToForm = ToForm * Busyness.Factor, ToAnswer = TimeSpan.FromSeconds(90) * Busyness.Factor, ToCancel = TimeSpan.FromSeconds(15) * Busyness.Factor },
    };

    private static bool HasConductor(MemberProcess member) => member.Lines.Any(line => line.EndsWith("conducts the runs of the cluster", StringComparison.Ordinal));

    private void Start(int at) => _members[at] = MemberProcess.StartPlain(
        ["--health-port", "0", "--port", Text(_ports[at]), .. _ports[at..].Concat(_ports[..at]).SelectMany(port => new[] { "--join", $"127.0.0.1:{Text(port)}" })],
        environment: Environment);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
