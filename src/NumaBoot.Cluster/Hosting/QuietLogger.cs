using Akka.Event;
using Akka.Hosting.Logging;

namespace NumaBoot.Cluster;

/// <summary>
/// Akka's logger without what is told already. Remoting tells of a lost member each second, twice; that it does not answer is
/// told once, by the membership. Of a failed handshake it tells a page; why a certificate was refused is told in a line, by
/// whoever refused it.
/// </summary>
public sealed class QuietLogger : LoggerFactoryLogger
{
    private static readonly string[] Silenced = ["remoting ", "TcpServerHandler", "TcpClientHandler"];

    /// <inheritdoc />
    protected override bool Receive(object message) => (message is LogEvent told && IsSilenced(told)) || base.Receive(message);

    private static bool IsSilenced(LogEvent told) =>
        told.LogSource.Contains("/system/endpointManager", StringComparison.Ordinal)
        || Array.Exists(Silenced, source => told.LogSource.StartsWith(source, StringComparison.Ordinal));
}
