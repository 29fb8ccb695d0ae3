using System.Net;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster;

/// <summary>Runs a member of a cluster from its start to its end.</summary>
public static class MemberHost
{
    // Longer than all phases of a coordinated shutdown together.
    private static readonly TimeSpan LongestLeaving = TimeSpan.FromSeconds(60);

    /// <summary>Runs it until it is asked to stop, or has to.</summary>
    /// <param name="settings">How it is set up.</param>
    /// <param name="work">What it does beside being a member.</param>
    /// <param name="lines">Who is told what happens, in lines.</param>
    /// <param name="otlp">Where spans and log records go; null for nowhere.</param>
    /// <param name="stop">Asks it to leave the cluster and stop.</param>
    /// <exception cref="MemberSettingsException">It cannot be set up like that.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop before it was a member.</exception>
    public static async Task<MemberEnd> RunAsync(MemberSettings settings, IReadOnlyList<IMemberWork> work, MemberLines lines, OtlpSettings? otlp, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(lines);
        var certificates = settings.Tls is null ? null : MemberCertificates.Load(settings.Tls);
        var bound = await new Preflight(settings, lines).RunAsync(stop).ConfigureAwait(false);
        var view = new MembershipView();
        otlp ??= OtlpSettings.None;

        // What is exported last is what the instruments say last: they go after the export.
        using var instruments = settings.HealthPort is null && !otlp.Targets.ContainsKey(TelemetrySignal.Metrics) ? null : new BootInstruments();
        using var export = TelemetryExport.Start(otlp, lines.Tell, hasOwnLogs: false);
        instruments?.BeginAtZero();
        using var host = Build(settings, bound, certificates, work, lines, view, instruments, otlp);
        var system = Start(host.Services);
        var shutdown = CoordinatedShutdown.Get(system);
        await StartAsync(host, shutdown).ConfigureAwait(false);
        var self = Akka.Cluster.Cluster.Get(system).SelfAddress;
        lines.Tell($"runs as {self.Host}:{self.Port}");
        if (settings.HealthPort is not null)
        {
            string address = $"http://{settings.PublicHost}:{HealthEndpoints.PortOf(host.Services)}";
            lines.Tell($"health at {address}/health/ready");
            lines.Tell($"metrics at {address}{MetricsEndpoint.Path}");
        }

        await UntilStopAsync(system, stop).ConfigureAwait(false);
        if (!system.WhenTerminated.IsCompleted && shutdown.ShutdownReason is null)
        {
            view.BeginToStop();
            lines.Tell("leaves the cluster");
        }

        // Health is still told while the member leaves; so the actor system goes first.
        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(LongestLeaving, CancellationToken.None).ConfigureAwait(false);
        await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return Conclude(shutdown.ShutdownReason, settings, view, lines);
    }

    private static MemberEnd Conclude(CoordinatedShutdown.Reason? reason, MemberSettings settings, MembershipView view, MemberLines lines)
    {
        switch (reason)
        {
            case CoordinatedShutdown.ClusterDowningReason:
                lines.Tell($"stopped: {view.WhyDown()}; start it again to join");
                return MemberEnd.Downed;
            case CoordinatedShutdown.ClusterJoinUnsuccessfulReason:
                lines.Tell($"stopped: no member at {string.Join(" or ", settings.Join)} let this one in within {settings.JoinWithin.TotalSeconds:0} s; is one there, under that very name, with TLS as here?");
                return MemberEnd.OutOfReach;
            case null or CoordinatedShutdown.ClrExitReason or CoordinatedShutdown.ClusterLeavingReason:
                lines.Tell(view.HasBeenUp ? "left the cluster" : "stopped before it was a member");
                return MemberEnd.Left;
            default:
                lines.Tell($"stopped: {Words(reason)}; start it again to join");
                return view.HasBeenUp ? MemberEnd.Downed : MemberEnd.OutOfReach;
        }
    }

    // Akka ends a member whose call came to no TLS; its word for that is not public.
    private static string Words(CoordinatedShutdown.Reason reason) => reason.GetType().Name == "TlsHandshakeFailureReason"
        ? "who answered when this member called another showed no certificate of the authority, or broke off"
        : $"the actor system ended, {reason}";

    private static async Task UntilStopAsync(ActorSystem system, CancellationToken stop)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(asked.SetResult).ConfigureAwait(false);
        await Task.WhenAny(asked.Task, system.WhenTerminated).ConfigureAwait(false);
    }

    internal static IHost Build(
        MemberSettings settings, IPAddress bound, MemberCertificates? certificates, IReadOnlyList<IMemberWork> work, MemberLines lines, MembershipView view,
        BootInstruments? instruments = null, OtlpSettings? otlp = null)
    {
        IHostApplicationBuilder builder = settings.HealthPort is { } port
            ? HealthEndpoints.CreateBuilder(bound, port)
            : Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        MemberLogging.AddTo(builder.Logging, settings.LogLevel);
        TelemetryExport.AddTo(builder.Logging, otlp ?? OtlpSettings.None);
        builder.Services.AddSingleton(lines).AddSingleton(view);
        foreach (var one in work)
        {
            builder.Services.AddSingleton(one);
        }

        if (instruments is not null)
        {
            builder.Services.AddSingleton(instruments);
            if (settings.HealthPort is not null)
            {
                MetricsEndpoint.AddTo(builder.Services, instruments);
            }
        }

        MemberChecks.AddTo(builder.Services);
        builder.Services.AddAkka(MemberSystem.Name, (akka, services) =>
        {
            MemberLogging.AddTo(akka, settings.LogLevel);
            MemberSystem.Configure(akka, settings, certificates);
            if (instruments is not null)
            {
                akka.AddHocon(ActorMeterSetup.Config, HoconAddMode.Prepend);
                akka.AddSetup(new ActorMeterSetup(instruments.Actors));
            }

            MemberActors.AddTo(akka, settings, services);
        });
        return builder is WebApplicationBuilder web ? HealthEndpoints.Build(web, instruments) : ((HostApplicationBuilder)builder).Build();
    }

    // Here the port is bound; what another process took since the preflight is found now.
    private static ActorSystem Start(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<ActorSystem>();
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            throw new MemberSettingsException($"the actor system does not start: {failed.GetBaseException().Message}", failed);
        }
    }

    private static async Task StartAsync(IHost host, CoordinatedShutdown shutdown)
    {
        try
        {
            await host.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException failed)
        {
            await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);
            throw new MemberSettingsException($"{MemberSettingsReader.OptionOf(nameof(MemberSettings.HealthPort))}: a free port is expected, but: {failed.Message}", failed);
        }
    }
}
