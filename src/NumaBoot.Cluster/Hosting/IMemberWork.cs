using Akka.Hosting;

namespace NumaBoot.Cluster;

/// <summary>What a member does beside being one: its actors, singletons, serializers.</summary>
public interface IMemberWork
{
    /// <summary>Adds it to the actor system of a member that is about to start.</summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="settings">How the member is set up.</param>
    /// <param name="services">The services of its host.</param>
    void AddTo(AkkaConfigurationBuilder builder, MemberSettings settings, IServiceProvider services);
}
