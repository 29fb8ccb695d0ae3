using Akka.Actor;
using Akka.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NumaBoot.Cluster.Health;
using NumaBoot.Cluster.Security;
using NumaBoot.Cluster.Settings;

namespace NumaBoot.Cluster.Hosting;

/// <summary>Runs a member of a cluster from its start to its end.</summary>
public static class MemberHost
{
    // Longer than all phases of a coordinated shutdown together.
    private static readonly TimeSpan LongestLeaving = TimeSpan.FromSeconds(60);

    /// <summary>Runs it until it is asked to stop, or has to.</summary>
    /// <param name="settings">How it is set up.</param>
    /// <param name="work">What it does beside being a member.</param>
    /// <param name="lines">Who is told what happens, in lines.</param>
    /// <param name="stop">Asks it to leave the cluster and stop.</param>
    /// <exception cref="MemberSettingsException">It cannot be set up like that.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop before it was a member.</exception>
    public static async Task<MemberEnd> RunAsync(MemberSettings settings, IReadOnlyList<IMemberWork> work, MemberLines lines, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(lines);
        var certificates = settings.Tls is null ? null : MemberCertificates.Load(settings.Tls);
        await new Preflight(settings, lines).RunAsync(stop).ConfigureAwait(false);
        var view = new MembershipView();
        using var host = Build(settings, certificates, work, lines, view);
        var system = Start(host.Services);
        var shutdown = CoordinatedShutdown.Get(system);
        await StartAsync(host, shutdown).ConfigureAwait(false);
        var self = Akka.Cluster.Cluster.Get(system).SelfAddress;
        lines.Tell($"runs as {self.Host}:{self.Port}");
        if (settings.HealthPort is not null)
        {
            lines.Tell($"health at {HealthEndpoints.UrlOf(host.Services)}/health/ready");
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
            default:
                lines.Tell("left the cluster");
                return MemberEnd.Left;
        }
    }

    private static async Task UntilStopAsync(ActorSystem system, CancellationToken stop)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(asked.SetResult).ConfigureAwait(false);
        await Task.WhenAny(asked.Task, system.WhenTerminated).ConfigureAwait(false);
    }

    private static IHost Build(
        MemberSettings settings, MemberCertificates? certificates, IReadOnlyList<IMemberWork> work, MemberLines lines, MembershipView view)
    {
        IHostApplicationBuilder builder = settings.HealthPort is { } port
            ? HealthEndpoints.CreateBuilder(settings.Address, port)
            : Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(settings.LogLevel)
            .AddFilter("Microsoft", settings.LogLevel < LogLevel.Warning ? settings.LogLevel : LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddSingleton(lines).AddSingleton(view);
        foreach (var one in work)
        {
            builder.Services.AddSingleton(one);
        }

        MemberChecks.AddTo(builder.Services);
        builder.Services.AddAkka(MemberSystem.Name, (akka, services) =>
        {
            akka.ConfigureLoggers(loggers =>
            {
                loggers.LogLevel = AkkaLevel(settings.LogLevel);
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            });
            MemberSystem.Configure(akka, settings, certificates);
            MemberActors.AddTo(akka, settings, services);
        });
        return builder is WebApplicationBuilder web ? HealthEndpoints.Build(web) : ((HostApplicationBuilder)builder).Build();
    }

    private static Akka.Event.LogLevel AkkaLevel(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => Akka.Event.LogLevel.DebugLevel,
        LogLevel.Information => Akka.Event.LogLevel.InfoLevel,
        LogLevel.Warning => Akka.Event.LogLevel.WarningLevel,
        _ => Akka.Event.LogLevel.ErrorLevel,
    };

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
