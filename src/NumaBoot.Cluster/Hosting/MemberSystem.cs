using System.Globalization;
using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;

namespace NumaBoot.Cluster;

/// <summary>The actor system of a member.</summary>
public static class MemberSystem
{
    /// <summary>Its name, the same for all members of all clusters.</summary>
    public const string Name = "numaboot";

    /// <summary>The role of those who simulate: every member.</summary>
    public const string Role = "numaboot";

    internal static readonly Config Configuration = ConfigurationFactory.FromResource("member.conf", typeof(MemberSystem).Assembly);

    internal static void Configure(AkkaConfigurationBuilder builder, MemberSettings settings, MemberCertificates? certificates)
    {
        builder.AddHocon(WireSetup.Config, HoconAddMode.Prepend);
        builder.AddHocon(Configuration, HoconAddMode.Prepend);
        builder.WithRemoting(new RemoteOptions
        {
            HostName = settings.Address,
            Port = settings.Port,
            PublicHostName = settings.PublicHost,
            PublicPort = settings.PublicPort,
        });
        builder.WithClustering(new ClusterOptions { Roles = [Role], SeedNodes = Seeds(settings) });
        builder.AddHocon(Patience(settings), HoconAddMode.Prepend);
        if (certificates is not null)
        {
            builder.AddHocon("akka.remote.dot-netty.tcp.enable-ssl = on", HoconAddMode.Prepend);
            builder.AddSetup(certificates.Setup());
        }
    }

    // The first of the list is the one that may begin a cluster. Members whose lists hold the same names in another order
    // must agree on it, or each would begin one of its own.
    private static string[] Seeds(MemberSettings settings) =>
        [.. settings.Join.Distinct().OrderBy(member => member.Host, StringComparer.Ordinal).ThenBy(member => member.Port)
            .Select(member => string.Create(CultureInfo.InvariantCulture, $"akka.{(settings.Tls is null ? "" : "ssl.")}tcp://{Name}@{member}"))];

    private static string Patience(MemberSettings settings) => $$"""
        akka.cluster {
          failure-detector.acceptable-heartbeat-pause = {{Durations.Hocon(settings.AcceptablePause)}}
          split-brain-resolver.stable-after = {{Durations.Hocon(settings.StableAfter)}}
          split-brain-resolver.down-all-when-unstable = {{Durations.Hocon(settings.DownAllAfter)}}
          shutdown-after-unsuccessful-join-seed-nodes = {{Durations.Hocon(settings.JoinWithin)}}
        }
        """;
}
