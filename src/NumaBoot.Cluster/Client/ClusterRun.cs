using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>Boots a machine on a cluster of simulators.</summary>
public sealed class ClusterRun
{
    private const string SystemName = "numaboot-client";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Members to ask; one is enough, it knows the others.</summary>
    public required ImmutableArray<HostPort> Contacts { get; init; }

    /// <summary>The files of TLS; null for plain TCP.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Whether plain TCP will do on an address that is not loopback: members call back.</summary>
    public bool Insecure { get; init; }

    /// <summary>How long to wait.</summary>
    public ClientPatience Patience { get; init; } = new();

    /// <summary>How the run is to be traced; null for not.</summary>
    public TracingWish? Tracing { get; init; }

    /// <summary>How closely its history is to be recorded; null for not at all. Members of an earlier version record none.</summary>
    public HistorySettings? History { get; init; }

    /// <summary>Hears how the run is.</summary>
    public Action<ClientMessages.RunStatus>? Progress { get; init; }

    /// <summary>Runs the boot to its end, or until it is cancelled: then the result holds what was found so far.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The result, on how many members it ended, and how often something was lost and recomputed.</returns>
    /// <exception cref="ClusterOutOfReachException">No cluster answers.</exception>
    /// <exception cref="RunRefusedException">There will be no result.</exception>
    /// <exception cref="MemberSettingsException">The certificates are no good.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before anything was found.</exception>
    public async Task<ClusterResult> RunAsync(BootRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var own = await OwnAddressAsync(cancellation).ConfigureAwait(false);
        if (Tls is null && !Insecure && !IPAddress.IsLoopback(own))
        {
            throw new MemberSettingsException($"--cluster: members on other machines are asked with --certificate, --certificate-key and --authority, or --insecure; none of these was given");
        }

        var system = ActorSystem.Create(SystemName, Setup(own));
        try
        {
            var end = new TaskCompletionSource<ClientMessages.RunEnded>(TaskCreationOptions.RunContinuationsAsynchronously);
            var contacts = Contacts.Select(contact => ActorPath.Parse($"{Protocol}://{MemberSystem.Name}@{contact}/system/receptionist")).ToImmutableHashSet();
            var cluster = system.ActorOf(ClusterClient.Props(ClusterClientSettings.Create(system).WithInitialContacts(contacts)), "cluster");
            string names = string.Join(" or ", Contacts);
            var client = system.ActorOf(Props.Create(() => new RunClient(cluster, names, request, Tracing, History, Patience, Progress, end)), "client");
            await using var registration = cancellation.Register(() => client.Tell(new RunClient.Cancel())).ConfigureAwait(false);

            // Akka ends the system where a handshake fails.
            if (await Task.WhenAny(end.Task, system.WhenTerminated).ConfigureAwait(false) != end.Task)
            {
                throw new ClusterOutOfReachException($"the cluster at {names} let nobody in: it asks for a certificate of its authority, or has no TLS");
            }

            var ended = await end.Task.ConfigureAwait(false);
            return new ClusterResult(ended.Ending.ToResult(request, request.Plan()), ended.Members, ended.Recoveries);
        }
        finally
        {
            await system.Terminate().ConfigureAwait(false);
        }
    }

    private string Protocol => Tls is null ? "akka.tcp" : "akka.ssl.tcp";

    private ActorSystemSetup Setup(IPAddress own)
    {
        var config = ConfigurationFactory.ParseString($$"""
            akka {
              actor.provider = remote
              loglevel = OFF
              stdout-loglevel = OFF
              remote.dot-netty.tcp {
                hostname = "{{own}}"
                port = 0
                enable-ssl = {{(Tls is null ? "off" : "on")}}
              }
              cluster.client {
                # What nobody can take at the moment is said again.
                buffer-size = 0
                heartbeat-interval = 1s
                acceptable-heartbeat-pause = 8s
                establishing-get-contacts-interval = 1s
                refresh-contacts-interval = 5s
                reconnect-timeout = off
              }
            }
            """)
            .WithFallback(WireSetup.Config).WithFallback(MemberSystem.Configuration).WithFallback(ClusterClientReceptionist.DefaultConfig()).WithFallback(DistributedPubSub.DefaultConfig());
        var bootstrap = BootstrapSetup.Create().WithConfig(config);
        return Tls is null ? ActorSystemSetup.Create(bootstrap) : ActorSystemSetup.Create(bootstrap, MemberCertificates.Load(Tls).Setup());
    }

    // Members answer to the address by which this machine reaches them. One that has no name now may have one soon.
    private async Task<IPAddress> OwnAddressAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var found = Contacts.Select(TryOwnAddress).OfType<IPAddress>().OrderBy(IPAddress.IsLoopback).FirstOrDefault();
            if (found is not null)
            {
                return found;
            }

            if (clock.Elapsed > Patience.ToForm)
            {
                throw new ClusterOutOfReachException($"{string.Join(" or ", Contacts)} is out of reach: no such name, or no way there");
            }

            await Task.Delay(BetweenLooks, cancellation).ConfigureAwait(false);
        }
    }

    private static IPAddress? TryOwnAddress(HostPort contact)
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(contact.Host, contact.Port);
            return ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
