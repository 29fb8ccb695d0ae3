using System.Net;
using Microsoft.Extensions.Logging;

namespace NumaBoot.Cluster;

/// <summary>How a member of a cluster is set up. Read and checked by <see cref="MemberSettingsReader"/>.</summary>
public sealed record MemberSettings
{
    /// <summary>The port when none is given.</summary>
    public const int DefaultPort = 4053;

    internal const string Loopback = "127.0.0.1";

    /// <summary>The port that other members call, 0 for any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The name or IPv4 address that is bound.</summary>
    public string Address { get; init; } = Loopback;

    /// <summary>The name or IPv4 address by which other members know this one; null for the one that is bound.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>The port by which other members know this one; null for the one that is bound.</summary>
    public int? PublicPort { get; init; }

    /// <summary>The port of the health endpoints, 0 for any free one, null for none.</summary>
    public int? HealthPort { get; init; }

    /// <summary>Members to join, this one perhaps among them; empty to form a cluster alone.</summary>
    public IReadOnlyList<HostPort> Join { get; init; } = [];

    /// <summary>How long names to join may take to resolve, and then how long joining may take.</summary>
    public TimeSpan JoinWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The files of TLS; null for plain TCP.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Whether plain TCP is accepted on an address that is not loopback.</summary>
    public bool Insecure { get; init; }

    /// <summary>The least level of Akka's own lines.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>How long a member may be silent before it counts as unreachable. See member.conf for the reasons.</summary>
    public TimeSpan AcceptablePause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long reachability has to stay as it is before one side of a partition is stopped.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after that reachability may go on changing before every member is stopped.</summary>
    public TimeSpan DownAllAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>By what name other members know this one.</summary>
    public string PublicHost => PublicAddress ?? Address;

    /// <summary>Whether only this machine can reach what is bound.</summary>
    public bool IsLoopback => IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);
}
