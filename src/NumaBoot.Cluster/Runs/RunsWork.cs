using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster;

/// <summary>
/// Runs on members: what every member has is its blocks of lanes and a door for clients; one of them has the conductor.
/// </summary>
public sealed class RunsWork : IMemberWork
{
    private const string ConductorName = "conductor";

    /// <summary>What this member has dropped.</summary>
    public MemberCounts Counts { get; } = new();

    /// <inheritdoc />
    public void AddTo(AkkaConfigurationBuilder builder, MemberSettings settings, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var lines = services.GetRequiredService<MemberLines>();
        var instruments = services.GetService<BootInstruments>();
        if (instruments is not null)
        {
            MemberInstruments.Watch(instruments, Counts);
        }

        builder.AddHocon(ClusterClientReceptionist.DefaultConfig(), HoconAddMode.Append);
        builder.AddHocon(DistributedPubSub.DefaultConfig(), HoconAddMode.Append);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(TelemetryNames.Source);
        builder.WithActors((system, registry) =>
            registry.Register<MemberBlocks>(system.ActorOf(MemberBlocks.Props(Counts, meter: instruments, log: log), MemberBlocks.Name)));
        builder.WithSingleton<Conductor>(
            ConductorName, (_, _, _) => Conductor.Props(lines, instruments), new ClusterSingletonOptions { Role = MemberSystem.Role }, createProxyToo: true);
        builder.WithActors((system, registry) =>
        {
            var front = system.ActorOf(Front.Props(registry.Get<Conductor>()), Front.Name);
            ClusterClientReceptionist.Get(system).RegisterService(front);
        });
    }
}
