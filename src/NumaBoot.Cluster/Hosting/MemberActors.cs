using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster;

/// <summary>
/// The actors of every member. This is the place to add more: each <see cref="IMemberWork"/> among the services is asked, in
/// the order in which they were registered. With Akka.Cluster.Hosting a singleton is <c>builder.WithSingleton</c>, its proxy
/// <c>WithSingletonProxy</c>, the door for clients <c>WithClusterClientReceptionist</c>, all with the role
/// <see cref="MemberSystem.Role"/>.
/// </summary>
internal static class MemberActors
{
    public static void AddTo(AkkaConfigurationBuilder builder, MemberSettings settings, IServiceProvider services)
    {
        var view = services.GetRequiredService<MembershipView>();
        var lines = services.GetRequiredService<MemberLines>();
        builder.WithActors((system, registry) =>
        {
            registry.Register<Pulse>(system.ActorOf(Props.Create<Pulse>(), "pulse"));
            system.ActorOf(MembershipWatch.Props(view, lines), "membership");
        });
        if (services.GetService<BootInstruments>() is { } instruments)
        {
            builder.WithActors((system, _) => MemberInstruments.Watch(instruments, system, view));
        }

        foreach (var work in services.GetServices<IMemberWork>())
        {
            work.AddTo(builder, settings, services);
        }

        if (settings.Join.Count == 0)
        {
            builder.WithActors((system, _) =>
            {
                var cluster = Akka.Cluster.Cluster.Get(system);
                cluster.Join(cluster.SelfAddress);
            });
        }
    }
}
