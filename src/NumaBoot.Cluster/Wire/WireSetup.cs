using Akka.Configuration;

namespace NumaBoot.Cluster;

/// <summary>The settings that an actor system needs to speak the protocol, from <c>wire.hocon</c>.</summary>
public static class WireSetup
{
    /// <summary>The settings; they go before any others of the system.</summary>
    public static Config Config { get; } = ConfigurationFactory.FromResource("wire.hocon", typeof(WireSetup).Assembly);
}
